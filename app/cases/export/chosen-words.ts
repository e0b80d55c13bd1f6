import { spansOf } from "./sever.ts";

/** What was chosen of a text: sentences of it, or words pasted from it, up to and including others. */
export type Chosen = { sentences: string[]; from: string; until: string };

/** The passages to be removed from a text; or what to mend in the form. */
export function chosenWords(
  text: string,
  { sentences, from, until }: Chosen,
): { passages: string[] } | { refused: string; field: string } {
  if (until && !from) return { refused: "Paste where the passage begins too", field: "from" };
  if (sentences.length === 0 && !from)
    return { refused: "Tick a sentence, or paste the words to remove", field: "from" };
  if (sentences.some((one) => !text.includes(one)))
    return { refused: "Tick the sentences again: the text has changed", field: "from" };
  if (!from) return { passages: sentences };
  const [begins] = spansOf(from, text);
  if (!begins)
    return {
      refused: "Paste the words as they stand in this text, whole words: these do not stand there",
      field: "from",
    };
  if (!until) {
    return from.length < 2
      ? { refused: "Paste more: a single letter would go everywhere", field: "from" }
      : { passages: [...sentences, from] };
  }
  const ends = spansOf(until, text).find(
    (span) => span.from >= begins.from && span.until >= begins.until,
  );
  if (!ends)
    return {
      refused: "Paste the last words as they stand in this text, after the first ones",
      field: "until",
    };
  return { passages: [...sentences, text.slice(begins.from, ends.until)] };
}
