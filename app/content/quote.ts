import { foldSpace } from "./fields.ts";

/**
 * Whether a quote stands in a text word for word: the same characters but for white space, from the
 * beginning of a word to the end of one.
 */
export function isVerbatim(quote: string, text: string): boolean {
  const wanted = foldSpace(quote);
  if (wanted === "") return false;
  const within = foldSpace(text);
  for (let at = within.indexOf(wanted); at >= 0; at = within.indexOf(wanted, at + 1)) {
    const cutsWord =
      joins(within[at - 1], wanted[0]) || joins(wanted.at(-1), within[at + wanted.length]);
    if (!cutsWord) return true;
  }
  return false;
}

/** How many words a quote has. */
export function countWords(quote: string): number {
  return quote.match(/[\p{L}\p{N}][\p{L}\p{N}'’-]*/gu)?.length ?? 0;
}

function joins(one: string | undefined, next: string | undefined): boolean {
  return [one, next].every((character) => character && /[\p{L}\p{N}]/u.test(character));
}
