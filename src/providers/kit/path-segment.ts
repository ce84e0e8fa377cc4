/**
 * An id as one segment of a path. Null for an id that no path can name: nothing at all, the dots that servers resolve
 * (also when they are escaped), and text that is not Unicode.
 */
export function pathSegment(id: string): string | null {
  const isNameable = id !== "" && id !== "." && id !== ".." && id.isWellFormed();
  return isNameable ? encodeURIComponent(id) : null;
}
