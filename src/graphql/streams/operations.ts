import type { ApolloServer } from "@apollo/server";
import {
  createSourceEventStream,
  type DocumentNode,
  type FormattedExecutionResult,
  type GraphQLFormattedError,
  type GraphQLSchema,
  getOperationAST,
  getVariableValues,
} from "graphql";
import type { Principal } from "../../auth/principal.ts";
import type { GatewayContext } from "../context.ts";
import { FollowedEvents } from "../event/followed-events.ts";
import type { ErrorFormatter } from "../format-error.ts";
import { formatAll } from "./format-all.ts";
import { type ResultStream, resultStream } from "./result-stream.ts";
import { createSharedResults } from "./shared-results.ts";

/** What somebody asks for over a connection that can carry streams; nothing of it is checked yet. */
export interface OperationRequest {
  readonly query?: unknown;
  readonly variables?: unknown;
  readonly operationName?: unknown;
}

/** Whose request it is; `signal` is aborted when nobody waits for the answer any more. */
export interface Requester {
  readonly principal: Principal;
  readonly signal: AbortSignal;
  /** Where it has come to, told beside the operation. */
  readonly resumeAfter?: string;
}

/** An answer at once, or results as events happen. */
export type Outcome = { readonly answer: FormattedExecutionResult } | { readonly stream: ResultStream };

/** Runs operations of any kind for transports that can carry streams: checked, limited and masked as over plain HTTP. */
export interface Operations {
  run(request: OperationRequest, requester: Requester): Promise<Outcome>;
}

export interface OperationsParts {
  readonly apollo: ApolloServer<GatewayContext>;
  readonly formatError: ErrorFormatter;
  readonly createContext: (principal: Principal, signal: AbortSignal) => GatewayContext;
}

export function createStreamOperations(parts: OperationsParts): Operations {
  const { apollo, formatError, createContext } = parts;
  const shared = createSharedResults(parts);

  async function begin({ document, schema }: Accepted, request: Checked, context: GatewayContext): Promise<Outcome> {
    const failed = (errors: readonly GraphQLFormattedError[]) => ({ answer: { errors } });
    const operation = getOperationAST(document, request.operationName);
    const declared = operation?.variableDefinitions ?? [];
    const { errors } = getVariableValues(schema, declared, request.variables, { maxErrors: 20 });
    if (errors !== undefined) return failed(formatAll(errors, formatError, "BAD_USER_INPUT"));
    const asked = { schema, document, operationName: request.operationName, variableValues: request.variables };
    const source = await createSourceEventStream({ contextValue: context, ...asked });
    if (source instanceof FollowedEvents) {
      return { stream: resultStream(source, shared.join(asked, context), formatError) };
    }
    return failed(formatAll("errors" in source ? (source.errors ?? []) : [], formatError));
  }

  return {
    async run(request, { principal, signal, resumeAfter }) {
      const { query, variables, operationName } = request;
      const checked: Checked = {
        query: typeof query === "string" ? query : undefined,
        variables: typeof variables === "object" && variables !== null ? (variables as Checked["variables"]) : {},
        operationName: typeof operationName === "string" ? operationName : undefined,
      };
      const accepted: Accepted[] = [];
      const contextValue: GatewayContext = {
        ...createContext(principal, signal),
        ...(resumeAfter !== undefined && { resumeAfter }),
        onSubscription(document, schema) {
          accepted.push({ document, schema });
        },
      };
      const { body } = await apollo.executeOperation(checked as never, { contextValue });
      const [subscription] = accepted;
      if (subscription !== undefined) return begin(subscription, checked, contextValue);
      // Nothing here is ever sent in parts.
      const answer = body.kind === "single" ? body.singleResult : body.initialResult;
      return { answer: answer as FormattedExecutionResult };
    },
  };
}

/** A subscription that has passed all checks. */
interface Accepted {
  readonly document: DocumentNode;
  readonly schema: GraphQLSchema;
}

interface Checked {
  readonly query: string | undefined;
  readonly variables: Readonly<Record<string, unknown>>;
  readonly operationName: string | undefined;
}
