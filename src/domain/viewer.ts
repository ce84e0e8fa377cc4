/** Who looks. A customer sees only accounts that are linked to it; the rule is part of every directory query. */
export type Viewer = { readonly sees: "everything" } | { readonly sees: "linked"; readonly customerId: string };
