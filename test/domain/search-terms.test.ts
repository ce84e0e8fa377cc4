import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { fold } from "../../src/domain/folding.ts";
import { searchTerms, searchText, trigrams, wordsOf } from "../../src/domain/search-terms.ts";

describe("folding", () => {
  test.each([
    ["  Łukasz   MÜLLER-Straße ", "lukasz muller-strasse"],
    ["Ægir Œuvre Þór Đorđe Sørensen", "aegir oeuvre thor dorde sorensen"],
    ["İstanbul ılık", "istanbul ilik"],
    ["STRAẞE", "strasse"],
    ["Dvořák", "dvorak"],
    ["ＦＵＬＬ　ｗｉｄｔｈ ﬁ", "full width fi"],
    ["Ελλάς ΕΛΛΆΣ παπασ", "ελλασ ελλασ παπασ"],
    ["a\u0000b\tc", "a b c"],
    ["", ""],
  ])("%j is %j", (text, folded) => expect(fold(text)).toBe(folded));

  test("is done once and for all, however the text was composed", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 40 }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
        expect(fold(text.normalize("NFD"))).toBe(fold(text.normalize("NFC")));
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});

describe("searching", () => {
  const finds = (names: string[], search: string) =>
    searchTerms(search).every((term) => searchText(names).includes(term));

  test.each([
    ["Tom Müller", "mull", true],
    ["Tom Müller", "ULLER tom", true],
    ["Tom Müller", "ul", false],
    ["Tom Müller", "t", true],
    ["Tom Müller", "o", false],
    ["Tom Müller", "mu to", true],
    ["Tom Müller", "tommuller", false],
    ["100% Fun_", "%", false],
    ["100% Fun_", "00% un_", true],
    ["^^ab", "b", false],
    ["Παπασταθόπουλος Νίκος", "ΠΑΠΑΣ", true],
    ["ΠΑΠΑΣ", "παπασ", true],
    ["Παπάς", "ΠΑΠΑΣ", true],
    ["李 小龍", "小", true],
    ["李 小龍", "龍", false],
  ])("%j is found by %j: %s", (name, search, found) => expect(finds([name], search)).toBe(found));

  test.each(["", "   ", "^", "\u0301"])("%j asks for nothing", (search) => expect(searchTerms(search)).toEqual([]));

  test("every word and every beginning of a word finds its name, through nothing but whole trigrams", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 30 }), fc.nat(), (name, at) => {
        const text = searchText([name]);
        for (const word of wordsOf(name)) {
          const letters = [...word];
          for (const search of [
            word,
            letters.slice(0, 1).join(""),
            letters
              .slice(at % letters.length)
              .slice(0, 5)
              .join(""),
          ]) {
            const isPart = [...search].length >= 3 || word.startsWith(search);
            if (!isPart || wordsOf(search).join() !== search) continue;
            for (const term of searchTerms(search)) {
              expect(text).toContain(term);
              expect(trigrams(text)).toEqual(expect.arrayContaining([...trigrams(term)]));
              expect([...term].length).toBeGreaterThanOrEqual(3);
            }
          }
        }
      }),
      { seed: 1, numRuns: 2_000 },
    );
  });
});
