import { Field, ObjectType } from "type-graphql";
import { Account } from "../account/account-type.ts";
import { Operation } from "../operation/operation-type.ts";
import { MutationError } from "./mutation-error.ts";

/** What every mutation answers. */
@ObjectType({ simpleResolvers: true })
export abstract class MutationPayload {
  @Field(() => Account, {
    nullable: true,
    description:
      "The account that it was about, or that came of it, as it is now; null when there is none to show you.",
  })
  account!: () => Promise<Account | null>;

  @Field(() => Operation, {
    nullable: true,
    description: "What became of your key; null when it was refused before anything was written down.",
  })
  operation!: Operation | null;

  @Field(() => [MutationError], { description: "Why it is not done; empty when it is." })
  errors!: readonly MutationError[];
}

@ObjectType({ simpleResolvers: true, description: "What came of `createAccount`." })
export class CreateAccountPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `migrateAccount`." })
export class MigrateAccountPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `updateAccount`." })
export class UpdateAccountPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `changeAccountStatus`." })
export class ChangeAccountStatusPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `closeAccount`." })
export class CloseAccountPayload extends MutationPayload {}

@ObjectType({
  simpleResolvers: true,
  description: "What came of `closeAccountHolder`. It is about all accounts of the holder: `account` is null.",
})
export class CloseAccountHolderPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `reportConnection`." })
export class ReportConnectionPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `adjustBalance`." })
export class AdjustBalancePayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `linkCustomer`." })
export class LinkCustomerPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `unlinkCustomer`." })
export class UnlinkCustomerPayload extends MutationPayload {}

@ObjectType({ simpleResolvers: true, description: "What came of `resolveOperation`." })
export class ResolveOperationPayload extends MutationPayload {
  @Field(() => Operation, {
    nullable: true,
    description:
      "The operation that was decided on, as it is now; null when nothing was decided, or when it has been forgotten since. What `replayed` says is of the decision's key.",
  })
  declare operation: Operation | null;
}
