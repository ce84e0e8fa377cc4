import type { GraphiQLPlugin } from "@graphiql/react";
import type { ReactNode } from "react";
import { tasks } from "./examples.ts";
import { useOpenExample } from "./run-operation.ts";

/** Ready-made operations by task: one click runs one. */
function ExamplesPanel(): ReactNode {
  const openExample = useOpenExample();
  return (
    <section className="examples" aria-label="Examples">
      <h2>Examples</h2>
      <p>
        A click runs one; then change what it asks for in the fields above the result. What changes something (brown
        edge) is only opened: it is done when you press Do it.
      </p>
      {tasks.map(([task, examples]) => (
        <div key={task}>
          <h3>{task}</h3>
          {examples.map((example) => (
            <button
              key={example.name}
              type="button"
              className={example.isChange ? "change" : undefined}
              disabled={openExample === null}
              onClick={() => openExample?.(example)}
            >
              <strong>{example.title}</strong>
              <span>{example.about}</span>
            </button>
          ))}
        </div>
      ))}
    </section>
  );
}

function ExamplesIcon(): ReactNode {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 6h2M4 12h2M4 18h2M9 6h11M9 12h11M9 18h11" strokeLinecap="round" />
    </svg>
  );
}

export const examplesPlugin: GraphiQLPlugin = { title: "Examples", icon: ExamplesIcon, content: ExamplesPanel };
