import { type Example, parseExample } from "./example.ts";

const files = import.meta.glob<string>("./examples/*.graphql", { query: "?raw", import: "default", eager: true });

/** Headings with their examples, all in the order of the files' names. */
export const tasks: readonly (readonly [task: string, examples: readonly Example[]])[] = [
  ...Map.groupBy(
    Object.entries(files)
      .map(([path, text]) => parseExample(path.replace(/^.*\/|\.graphql$/g, ""), text))
      .sort((one, other) => one.name.localeCompare(other.name)),
    ({ task }) => task,
  ),
];
