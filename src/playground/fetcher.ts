import { createGraphiQLFetcher, type Fetcher } from "@graphiql/toolkit";
import { follow } from "./follow.ts";
import { operationIn } from "./operation.ts";

/** Sends operations with that token, unless the headers pane has another; `refused` learns why it is not good any more. */
export function createFetcher(token: string, refused: (why: string) => void): Fetcher {
  const ask = createGraphiQLFetcher({
    url: "/graphql",
    enableIncrementalDelivery: false,
    fetch: async (url, init) => {
      const headers = new Headers(init?.headers);
      const isOwn = !headers.has("authorization");
      if (isOwn) headers.set("authorization", `Bearer ${token}`);
      const answer = await fetch(url, { ...init, headers }).catch(() => null);
      if (answer === null) throw new Error("The gateway does not answer. Is it running?");
      if (isOwn && answer.status === 401) refused(await reasonIn(answer.clone()));
      return answer;
    },
  });
  return (asked, options) => {
    const { operation } = operationIn(asked.query, asked.operationName) ?? {};
    if (operation !== "subscription") return ask(asked, options);
    const own = new Headers(options?.headers as Record<string, string> | undefined).get("authorization");
    return follow(asked, own ?? `Bearer ${token}`);
  };
}

async function reasonIn(answer: Response): Promise<string> {
  try {
    const { errors } = (await answer.json()) as { errors: [{ message: string }] };
    return errors[0].message;
  } catch {
    return "The token is not accepted.";
  }
}
