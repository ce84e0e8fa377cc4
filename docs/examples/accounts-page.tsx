import { AccountsPageDocument, type AccountsPageQuery, type GatewayClient, type Result } from "account-gateway/client";
import { useEffect, useState } from "react";

export function AccountsPage({ gateway, search }: { gateway: GatewayClient; search: string }) {
  const [answer, setAnswer] = useState<Result<AccountsPageQuery> | null>(null);
  useEffect(() => {
    const leave = new AbortController();
    gateway
      .request(AccountsPageDocument, { first: 20, search: search || null }, { signal: leave.signal })
      .then((result) => leave.signal.aborted || setAnswer(result));
    return () => leave.abort();
  }, [gateway, search]);

  const rows = answer?.data?.accounts.edges.map(({ node }) => (
    <li key={node.id}>{`${node.holder.name ?? "Name unknown"}, ${node.iban ?? "no IBAN yet"}: ${node.status}`}</li>
  ));
  const errors = answer?.errors.map(({ code, message, path }) => <p key={`${code} ${path}`}>{message}</p>);
  return (
    <main aria-busy={answer === null}>
      {errors}
      <ul>{rows}</ul>
    </main>
  );
}
