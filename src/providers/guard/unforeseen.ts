/**
 * An error as it may be logged: its name and where it came from. Not its message, nor anything else that it carries:
 * a SyntaxError quotes the answer, and an answer holds personal data.
 */
export function withoutWords(error: unknown): { readonly error: string; readonly stack?: string } {
  if (!(error instanceof Error)) return { error: typeof error };
  // A stack begins with the message, of as many lines as that has.
  const lines = (error.stack ?? "").replace(error.message, "").split("\n");
  return { error: error.name, stack: lines.filter((line) => line.startsWith("    at ")).join("\n") };
}
