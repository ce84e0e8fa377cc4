import process from "node:process";
import { createGatewayClient, GatewayClientError } from "account-gateway/client";

const { GATEWAY_URL = "http://127.0.0.1:4000/graphql", GATEWAY_TOKEN = "" } = process.env;
const gateway = createGatewayClient({ url: GATEWAY_URL, token: GATEWAY_TOKEN });
const signal = AbortSignal.timeout(60_000);

try {
  for await (const { id, provider, iban, holder } of gateway.accounts({
    filter: { statuses: ["SUSPENDED"] },
    signal,
  })) {
    const { data, errors } = await gateway.account({ id, maxAge: 60 }, { signal });
    const balances = data?.account?.balances?.map(
      ({ available, currency }) => `${available?.amount ?? "?"} ${currency}`,
    );
    const money = balances ?? errors.map(({ code }) => code);
    process.stdout.write(`${[provider.name, iban, holder.name, ...money].join("\t")}\n`);
  }
} catch (error) {
  if (!(error instanceof GatewayClientError)) throw error;
  process.stderr.write(`${error.message}; go on after ${error.after ?? "the beginning"}\n`);
  process.exitCode = error.retryable ? 75 : 1;
}
