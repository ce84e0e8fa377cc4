/** A ready-made operation. */
export interface Example {
  /** The name of its file, by which examples are sorted. */
  readonly name: string;
  /** What kind of task it is for: the heading that it stands under. */
  readonly task: string;
  readonly title: string;
  readonly about: string;
  /** JSON, in which `<key>` and `<digits>` stand for what is new in each tab; empty when it takes none. */
  readonly variables: string;
  /** The document without its head. */
  readonly document: string;
  /** Whether it changes something: then it is opened, and not run before somebody says so. */
  readonly isChange: boolean;
}

/**
 * Reads an example's file: lines of `# task: …`, `# title: …`, `# about: …` and, where it takes any, `# variables: {…}`
 * (JSON on one line), then the document. Throws when one is missing.
 */
export function parseExample(name: string, text: string): Example {
  const head = new Map<string, string>();
  const lines = text.split("\n");
  for (let line = lines.shift(); line !== undefined; line = lines.shift()) {
    const [, key, value] = /^# (\w+): (.+)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) {
      lines.unshift(line);
      break;
    }
    head.set(key, value);
  }
  const told = (key: string): string => {
    const value = head.get(key);
    if (value === undefined) throw new Error(`${name}: has no line \`# ${key}: …\``);
    return value;
  };
  const variables = head.get("variables");
  const document = lines.join("\n").trim();
  return {
    name,
    task: told("task"),
    title: told("title"),
    about: told("about"),
    variables: variables === undefined ? "" : JSON.stringify(JSON.parse(variables), null, 2),
    document,
    isChange: document.startsWith("mutation"),
  };
}
