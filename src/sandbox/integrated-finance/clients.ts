import type { Books } from "../kit/books.ts";
import type { IfAccount } from "./account.ts";
import { type Envelope, type Fields, fieldsAt, textAt } from "./envelope.ts";
import { invalid, Refusal } from "./refusal.ts";

export interface Client {
  readonly id: string;
  readonly clientNumber: string;
  readonly fullName: string;
  readonly status: string;
  readonly identity: ClientIdentity;
}

type ClientIdentity =
  | {
      readonly type: "individual";
      readonly country: string;
      readonly identifications: readonly unknown[];
      readonly givenName: string;
      readonly familyName: string;
      readonly birthDate: string;
    }
  | { readonly type: "corporate"; readonly country: string; readonly name: string };

/** Clients live in the books' notes: by id, by place in the order of creation, and their count. */
export function addClient(books: Books<IfAccount>, id: string, identity: ClientIdentity): Client {
  const place = books.next("client");
  const client: Client = {
    id,
    clientNumber: String(23_050_000 + place),
    fullName: identity.type === "individual" ? `${identity.givenName} ${identity.familyName}` : identity.name,
    status: "active",
    identity,
  };
  books.setNote(`client ${id}`, client);
  books.setNote(`client at ${place}`, id);
  books.setNote("clients", place);
  return client;
}

export function findClient(books: Books<IfAccount>, id: string): Client | undefined {
  return books.note(`client ${id}`) as Client | undefined;
}

export function countClients(books: Books<IfAccount>): number {
  return (books.note("clients") as number | undefined) ?? 0;
}

/** Clients in the order of their creation, from a place counted from 0. */
export function clientsFrom(books: Books<IfAccount>, from: number, size: number): Client[] {
  const places = Array.from({ length: Math.max(0, Math.min(size, countClients(books) - from)) }, (_, at) => from + at);
  return places.map((place) => {
    const client = findClient(books, String(books.note(`client at ${place + 1}`)));
    if (!client) throw new Error(`no client at place ${place + 1}`);
    return client;
  });
}

/** F10: registers an owner of accounts. */
export function createClient(books: Books<IfAccount>, { workflow, data }: Envelope): Client {
  if (workflow.code !== "direct") throw invalid("workflow.code", "must be direct");
  const identity = fieldsAt(fieldsAt(data, "client", "data.client"), "identity", "data.client.identity");
  return addClient(books, books.uuid(), readIdentity(identity));
}

export function mustFindClient(books: Books<IfAccount>, id: string): Client {
  const client = findClient(books, id);
  if (!client) throw new Refusal(404, "not_found", "unknown client");
  return client;
}

function readIdentity(identity: Fields): ClientIdentity {
  const text = (name: string) => textAt(identity, name, `data.client.identity.${name}`);
  switch (identity.type) {
    case "individual":
      return {
        type: "individual",
        country: text("country"),
        identifications: Array.isArray(identity.identifications) ? identity.identifications : [],
        givenName: text("givenName"),
        familyName: text("familyName"),
        birthDate: text("birthDate"),
      };
    case "corporate":
      return { type: "corporate", country: text("country"), name: text("name") };
    default:
      throw invalid("data.client.identity.type", "must be individual or corporate");
  }
}
