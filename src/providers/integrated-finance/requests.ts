import { wrongInput } from "../kit/client-input.ts";
import type { ChangeRequest } from "../provider.ts";

type Container = Readonly<Record<string, unknown>>;

/** The text of a body: all four containers are always there, empty where nothing is to be said. */
export function envelope(workflow: Container, data: Container, connect: Container = {}): string {
  return JSON.stringify({ workflow, data, connect, metadata: {} });
}

/** Opens an account, by whichever workflow. Repeating it with its key has no second effect. */
export function creationRequest(key: string, workflow: string, data: Container, connect: Container): ChangeRequest {
  return { method: "POST", path: "/accounts", body: envelope({ code: workflow }, data, connect), key };
}

/** Changes fields of `data.account`. Only POST knows keys here; the same values twice are the same as once. */
export function updateRequest(id: string, account: Container): ChangeRequest {
  return { method: "PATCH", path: accountPath(id), body: envelope({ code: "client.direct" }, { account }), key: null };
}

export const accountPath = (id: string): string => `/accounts/${encodeURIComponent(id)}`;

const longestAlias = 30;

/** The provider's name for a label: 1 to 30 characters, taken as Unicode code points. */
export function checkedAlias(provider: string, label: string, inputPath: readonly string[]): string {
  const { length } = [...label];
  if (label.trim() !== "" && length <= longestAlias) return label;
  throw wrongInput(provider, inputPath, `A label here has 1 to ${longestAlias} characters; this one has ${length}.`);
}
