import { pick, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { parse } from "graphql";
import type { Example } from "./example.ts";
import { fillIn } from "./fresh.ts";

/** Null until the editors are there. */
type WhenReady<Run> = Run | null;

/**
 * Puts an example into a tab (the one that has it already, an untouched one, or a new one) and runs it. One that changes
 * something comes into a tab of its own each time, with a key of its own, and waits there.
 */
export function useOpenExample(): WhenReady<(example: Example) => void> {
  const { addTab, changeTab, updateActiveTabValues, setOperationFacts, run, stop } = useGraphiQLActions();
  const { queryEditor, variableEditor, tabs, activeTabIndex } = useGraphiQL(
    pick("queryEditor", "variableEditor", "tabs", "activeTabIndex"),
  );
  if (queryEditor === undefined || variableEditor === undefined) return null;
  return ({ document, variables, isChange }) => {
    stop();
    // The tab that is open may not have learned yet what stands in its editor.
    const isOpen = queryEditor.getValue().trim() === document;
    const found = isOpen ? activeTabIndex : tabs.findIndex(({ query }) => query?.trim() === document);
    const having = isChange ? -1 : found;
    if (having === -1) {
      if (!isUntouched(queryEditor.getValue())) addTab();
      queryEditor.setValue(document);
      variableEditor.setValue(fillIn(variables));
    } else if (having !== activeTabIndex) {
      changeTab(having);
    }
    // The editor would notice a moment later by itself; but this runs now.
    const documentAST = parse(document);
    const operations = documentAST.definitions.filter((definition) => definition.kind === "OperationDefinition");
    const operationName = operations[0]?.name?.value ?? null;
    setOperationFacts({ documentAST, operations, ...(operationName !== null && { operationName }) });
    updateActiveTabValues({ query: document, variables: variableEditor.getValue(), operationName });
    if (!isChange) void run();
  };
}

/** Only comments, or nothing. */
function isUntouched(query: string): boolean {
  return query.split("\n").every((line) => /^\s*(#.*)?$/.test(line));
}

/**
 * Changes variables of the operation in the open tab and runs it again; a change of what is asked for
 * begins at the first page.
 */
export function useRunWith(): WhenReady<(values: Readonly<Record<string, unknown>>) => void> {
  const { run, stop, updateActiveTabValues } = useGraphiQLActions();
  const variableEditor = useGraphiQL((state) => state.variableEditor);
  if (variableEditor === undefined) return null;
  return (values) => {
    stop();
    const before = JSON.parse(variableEditor.getValue() || "{}") as Record<string, unknown>;
    const first = "after" in before ? { after: null } : {};
    const variables = JSON.stringify({ ...before, ...first, ...values }, null, 2);
    variableEditor.setValue(variables);
    // The tab would learn of it a moment later by itself, and not at all when it is left before that.
    updateActiveTabValues({ variables });
    void run();
  };
}
