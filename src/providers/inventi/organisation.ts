import type { Organisation } from "../../domain/account.ts";

type Loose<T> = { readonly [Key in keyof T]?: T[Key] | undefined };
type LooseOrganisation = Loose<Omit<Organisation, "other">> & {
  readonly other?: Loose<NonNullable<Organisation["other"]>> | null | undefined;
};

/** What is left out is null, and so is what says nothing; null where nothing is said at all. */
export function plainOrganisation({ lei, bic, other }: LooseOrganisation): Organisation | null {
  const { identification, schemeNameCode, schemeNameProprietary, issuer } = other ?? {};
  const plainOther = {
    identification: identification || null,
    schemeNameCode: schemeNameCode || null,
    schemeNameProprietary: schemeNameProprietary || null,
    issuer: issuer || null,
  };
  const plain = { lei: lei || null, bic: bic || null, other: saysSomething(plainOther) ? plainOther : null };
  return saysSomething(plain) ? plain : null;
}

/** Inventi's object, without what is not known. */
export function toWireOrganisation({ lei, bic, other }: Organisation): object {
  return known({ lei, bic, other: other && known(other) });
}

const saysSomething = (fields: object): boolean => Object.values(fields).some((value) => value !== null);
const known = (fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null));
