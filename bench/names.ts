/** Names as they come in a bank's books: few surnames are frequent, most are rare; some with diacritics. */
const surnames =
  `Müller Kowalski García Jönsson Ivanova Smith Nowak Öztürk Andersen Dubois Rossi Novák Popescu Kazlauskas Nagy
  Virtanen Horvat Petrov Silva Łukasiewicz Sørensen Bianchi Fernández Krüger Jankauskas Schäfer Becker Martín Lefèvre Ozols Tamm
  Papadopoulos Murphy Walsh Evans Thomas Wójcik Dvořák Szabó Ionescu`.split(/\s+/);
const firstNames =
  `Anna José Zoë François Jürgen Marie Élodie Piotr Agnieszka Lars Søren Giulia Marco Eva Tomáš Ilona Mikko Ana
  Petra Dimitri Sofia João Łucja Kāre Nina Óscar Renée Björn Ivana Mark`.split(/\s+/);

/** Deterministic numbers from 0 to 1 (mulberry32). */
export function numbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** A name; of a thousand, some fifty share the most frequent surname, and half have one of their own. */
export function name(next: () => number): string {
  const pick = (list: readonly string[], share: number) => list[Math.floor(share * list.length)] ?? "";
  const first = pick(firstNames, next());
  if (next() < 0.5) return `${first} ${pick(surnames, next() ** 2)}`;
  const rare = Array.from({ length: 3 }, () =>
    pick(["ka", "lo", "mi", "ren", "sto", "vu", "bel", "gar", "tin", "ös"], next()),
  );
  return `${first} ${rare.join("").replace(/^./, (letter) => letter.toUpperCase())}${Math.floor(next() * 900) + 100}`;
}

/** Frequent surnames, halves of names, rare ones, beginnings, several words, and what nobody is called. */
export const searches = [
  ...["Müller", "kowalski", "garcia", "ivanova", "jons", "ler", "ski", "renmi", "stovu", "gartin", "belösvu", "karen"],
  ...["mu", "ko", "zo", "fran", "anna muller", "jose gar", "lars soren", "nobodyhasthisname", "xyzzy", "tin45"],
];
