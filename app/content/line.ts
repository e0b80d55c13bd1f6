/**
 * A paragraph, list item or setting as a reader compares it. Lines are the same when `exact` is: `text` may
 * leave out what is not read, such as the address of a clause that a link leads to.
 */
export type Line = { kind: LineKind; text: string; exact: string };

export type LineKind = "plain" | "heading" | "item" | "quote" | "mark";

/** A line that says exactly what is read. */
export function lineOf(text: string, kind: LineKind = "plain"): Line {
  return { kind, text, exact: text };
}
