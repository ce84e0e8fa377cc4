import { type Example, parseExample } from "./example.ts";

const files = import.meta.glob<string>("./examples/*.graphql", { query: "?raw", import: "default", eager: true });

/** All of them, in the order of their files' names. */
export const examples: readonly Example[] = Object.entries(files)
  .map(([path, text]) => parseExample(path.replace(/^.*\/|\.graphql$/g, ""), text))
  .sort((one, other) => one.name.localeCompare(other.name));

/** Headings with their examples, in the order in which they first come. */
export const tasks: readonly (readonly [task: string, examples: readonly Example[]])[] = [
  ...Map.groupBy(examples, ({ task }) => task),
];
