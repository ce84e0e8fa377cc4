import type { CreateAccountInput, CreateAccountMutation, GatewayClient, Result } from "account-gateway/client";
import { useState } from "react";

export function OpenAccount({ gateway, target }: { gateway: GatewayClient; target: CreateAccountInput["target"] }) {
  // The wish holds its key: whoever asks again asks for the same account.
  const [wish, setWish] = useState<CreateAccountInput | null>(null);
  const [answer, setAnswer] = useState<Result<CreateAccountMutation> | null>(null);
  const ask = async (input: CreateAccountInput) => {
    setWish(input);
    setAnswer(null);
    setAnswer(await gateway.createAccount({ input }, { retries: 3 }));
  };
  const open = (form: FormData) =>
    void ask({ idempotencyKey: crypto.randomUUID(), clientAccountId: String(form.get("name")), target });

  if (wish === null) {
    return (
      <form action={open}>
        <input name="name" aria-label="Your id of the account" required />
        <button type="submit">Open</button>
      </form>
    );
  }
  if (answer === null) return <p>Opening …</p>;
  const { account, operation, errors: refusals = [] } = answer.data?.createAccount ?? {};
  if (account) return <p>{`${account.iban ?? account.clientAccountId} is ${account.status}.`}</p>;
  const isRefused = operation?.state !== "NOT_SENT" && refusals.some(({ retryable }) => !retryable);
  return (
    <>
      {answer.errors.map(({ code, message }) => (
        <p key={code}>{message}</p>
      ))}
      <button type="button" onClick={() => (isRefused ? setWish(null) : ask(wish))}>
        {isRefused ? "Change it" : "Ask again"}
      </button>
    </>
  );
}
