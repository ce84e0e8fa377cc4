import { expect, test } from "vitest";
import type { LedgerAccount } from "./banks.ts";
import { judge, shortcomings } from "./verdict.ts";
import type { Testimony } from "./witness.ts";

// The judge of `npm run chaos` has to see what is wrong: here it always is.

interface Case {
  readonly key?: string;
  readonly mutation?: "createAccount" | "updateAccount";
  readonly state?: "SUCCEEDED" | "IN_DOUBT" | "IN_PROGRESS" | "REJECTED";
  /** Whose account it is, as the gateway says now, and as the client was told. */
  readonly has?: string | null;
  readonly told?: string | null;
  readonly wasInDoubt?: boolean;
  readonly candidates?: readonly string[];
  /** What a person found in the ledger. */
  readonly found?: number;
  /** What the account is to show; by default of a creation the program, of an update the status. */
  readonly shows?: Readonly<Record<string, unknown>>;
  /** The client's own id of the account, as the gateway shows it. */
  readonly clientAccountId?: string | null;
}

function testimony({ key = "k", mutation = "createAccount", state = "SUCCEEDED", ...more }: Case): Testimony {
  const { has = "1", told = has, wasInDoubt = false, candidates = [], found, clientAccountId = key } = more;
  const account = (id: string | null) => (id === null ? null : { id, providerAccountId: id, clientAccountId });
  const isOpening = mutation === "createAccount";
  const { shows = isOpening ? { program: "eur", user: "ona" } : { status: "blocked" } } = more;
  return {
    wish: {
      ...{ key, mutation, bank: "paynetics", cause: "test", isFickle: false, account: isOpening ? null : "1", shows },
      input: isOpening ? { clientAccountId: key } : {},
    },
    ending: state === "SUCCEEDED" ? { state, code: null, account: account(told), asked: 1 } : null,
    operation: {
      ...{ id: "o", idempotencyKey: key, mutation, state, attempts: 1, needsDecision: false, provider: null },
      account: account(has),
      candidates: candidates.map((id) => ({ providerAccountId: id })),
    },
    wasInDoubt: wasInDoubt || state === "IN_DOUBT",
    decisions: found === undefined ? [] : [{ key, sending: 1, candidates: found, decision: "NONE" }],
  };
}

function wrongWith(cases: readonly Case[], ledger: readonly LedgerAccount[]): string[] {
  const evidence = { testimonies: cases.map(testimony), ledgers: new Map([["paynetics", ledger] as const]) };
  return shortcomings("paynetics", judge("paynetics", evidence));
}

const active = (id: string): LedgerAccount => ({ id, status: "active", program: "eur", user: "ona" });

test.each<[string, readonly Case[], readonly LedgerAccount[]]>([
  ["1 accounts beyond one per key", [{}], [active("1"), active("2")]],
  ["1 accounts beyond one per key", [{ key: "a" }, { key: "b" }], [active("1")]],
  ["1 acknowledged accounts lost", [{}], []],
  ["1 acknowledged accounts lost", [{ has: "1", told: "2" }], [active("1")]],
  ["1 operations neither finished nor in doubt", [{ state: "IN_PROGRESS", has: null }], []],
  ["1 changes are not what they are said to be", [{}, { key: "u", mutation: "updateAccount" }], [active("1")]],
  ["1 changes are not what they are said to be", [{}], [{ ...active("1"), user: "jonas" }]],
  ["1 changes are not what they are said to be", [{}], [{ ...active("1"), program: "usd" }]],
  ["1 changes are not what they are said to be", [{ wasInDoubt: true }], [{ ...active("1"), user: "jonas" }]],
  ["1 changes are not what they are said to be", [{ clientAccountId: "another" }], [active("1")]],
  ["1 changes are not what they are said to be", [{ clientAccountId: null }], [active("1")]],
  [
    "1 changes are not what they are said to be",
    [{}, { key: "u", mutation: "updateAccount", shows: { status: "active" } }],
    [{ ...active("1"), user: "jonas" }],
  ],
  [
    "1 accounts were there and not found",
    [{ state: "IN_DOUBT", has: null, candidates: ["1"], found: 1 }],
    [active("1")],
  ],
])("sees %s", (wrong, cases, ledger) => {
  expect(wrongWith(cases, ledger)).toEqual([`paynetics: ${wrong}`]);
});

test("has nothing to say of what is right", () => {
  const adopted: Case = { key: "a", wasInDoubt: true };
  const waiting: Case = { key: "w", state: "IN_DOUBT", has: null, candidates: ["2", "3"], found: 2 };
  const notMade: Case = { key: "u", mutation: "updateAccount", state: "REJECTED" };
  expect(wrongWith([adopted, waiting, notMade], [active("1"), active("2"), active("3")])).toEqual([]);
});

test("what was changed since is no longer what was asked for at first", () => {
  const opening: Case = { shows: { program: "eur", status: "active" } };
  const ledger = [{ ...active("1"), status: "blocked" }];
  expect(wrongWith([opening, { key: "u", mutation: "updateAccount" }], ledger)).toEqual([]);
});

test("whoever knows keys needs nobody", () => {
  const { operation, ...rest } = testimony({ state: "IN_DOUBT", has: null });
  const own = { ...rest, operation, wish: { ...rest.wish, bank: "if" as const } };
  expect(shortcomings("if", judge("if", { testimonies: [own], ledgers: new Map() }))).toEqual([
    "if: 1 operations needed a person",
  ]);
});
