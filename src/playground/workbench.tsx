import "graphiql/setup-workers/vite";
import "graphiql/style.css";
import "./workbench.css";
import { GraphiQL } from "graphiql";
import { type ReactNode, useMemo } from "react";
import { examplesPlugin } from "./examples-panel.tsx";
import { createFetcher } from "./fetcher.ts";
import { ResultView } from "./result-view.tsx";

const welcome = `# Pick an example on the left: it runs at once, and you can change it here.
# The book icon opens the description of everything that can be asked.
`;

// Room for tables; people move the bars as they like, and the page remembers where to.
const widths = { "graphiql:docExplorerFlex": "0.26", "graphiql:editorFlex": "0.42" };
for (const [place, width] of Object.entries(widths)) {
  if (localStorage.getItem(place) === null) localStorage.setItem(place, width);
}

// No history: it would store what stands in the headers pane. Tabs are remembered without it.
const plugins = [examplesPlugin];

/** GraphiQL with our examples beside it and results as tables. */
export default function Workbench({
  token,
  onRefused,
}: {
  token: string;
  onRefused: (why: string) => void;
}): ReactNode {
  const fetcher = useMemo(() => createFetcher(token, onRefused), [token, onRefused]);
  return (
    <GraphiQL
      fetcher={fetcher}
      plugins={plugins}
      visiblePlugin={examplesPlugin}
      defaultQuery={welcome}
      defaultEditorToolsVisibility="variables"
      shouldPersistHeaders={false}
      forcedTheme="light"
    >
      <GraphiQL.Logo>
        <span />
      </GraphiQL.Logo>
      <GraphiQL.Footer>
        <ResultView />
      </GraphiQL.Footer>
    </GraphiQL>
  );
}
