/** `["A", "B"]` → `{ A: "A", B: "B" }`: the shape that type-graphql registers enums from. */
export function words<Word extends string>(list: readonly Word[]): { readonly [W in Word]: W } {
  return Object.fromEntries(list.map((word) => [word, word])) as { [W in Word]: W };
}
