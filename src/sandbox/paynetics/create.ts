import type { Books } from "../kit/books.ts";
import type { PayneticsAccount } from "./account.ts";
import { type FieldErrors, Refusal } from "./answers.ts";
import { type Issuer, type Opening, openAccount } from "./opening.ts";
import { isOwner } from "./owners.ts";
import { findProgram } from "./programs.ts";

/** P1: opens an account. There is no key against doing it twice: every call makes another account. */
export function createAccount(books: Books<PayneticsAccount>, body: unknown): PayneticsAccount {
  const account = openAccount(readOpening(books, readFields(body)), issuerOf(books));
  books.insert(account);
  return account;
}

function issuerOf(books: Books<PayneticsAccount>): Issuer {
  return { token: () => books.uuid(), number: () => books.next("number") };
}

interface Fields {
  readonly program: string;
  readonly merchant: string;
  readonly user: string;
  readonly main: string;
  readonly alias: string;
  readonly skip: boolean;
}

function readFields(body: unknown): Fields {
  const given = (typeof body === "object" && body !== null ? body : {}) as Record<string, unknown>;
  const errors: Record<string, string> = {};
  const text = (name: string): string => {
    const value = given[name] ?? "";
    if (typeof value === "string") return value;
    errors[name] = "must be a text";
    return "";
  };
  const skip = given.skip_iban_generation ?? false;
  if (typeof skip !== "boolean") errors.skip_iban_generation = "must be true or false";
  const fields = {
    program: text("program"),
    merchant: text("merchant"),
    user: text("user"),
    main: text("main"),
    alias: text("alias"),
    skip: skip === true,
  };
  if (fields.program === "") errors.program = "is required";
  if (fields.merchant === "" && fields.user === "") errors.merchant = "merchant or user is required";
  refuseOn(errors);
  return fields;
}

function readOpening(books: Books<PayneticsAccount>, fields: Fields): Opening {
  const program = findProgram(fields.program);
  const isMerchantKnown = fields.merchant === "" || isOwner(books, "merchant", fields.merchant);
  const isUserKnown = fields.user === "" || isOwner(books, "user", fields.user);
  if (!program || !isMerchantKnown || !isUserKnown) throw new Refusal(11002);
  if (fields.main !== "") checkMain(books, fields);
  return { ...fields, program, main: fields.main === "" ? null : fields.main, skipIdentifiers: fields.skip };
}

/** A virtual account stands directly below a main account of the same merchant and user. */
function checkMain(books: Books<PayneticsAccount>, fields: Fields): void {
  const main = books.get(fields.main);
  if (!main) throw new Refusal(11002);
  if (main.status === "closed") throw new Refusal(11000);
  const errors: Record<string, string> = {};
  if (main.main !== null) errors.main = "is a virtual account itself";
  if (main.merchant !== fields.merchant || main.user !== fields.user) errors.main = "belongs to another owner";
  if (main.program !== fields.program) errors.program = "is not the main account's";
  refuseOn(errors);
}

function refuseOn(errors: FieldErrors): void {
  if (Object.keys(errors).length > 0) throw new Refusal(11001, errors);
}
