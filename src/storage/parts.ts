/** The items in their order, at most so many together. */
export function inParts<Item>(items: readonly Item[], atMost: number): readonly (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / atMost) }, (_, index) =>
    items.slice(index * atMost, (index + 1) * atMost),
  );
}
