/** What somebody typed, as a sentence among others: with a full stop, unless it ends with a mark of its own. */
export function endSentence(typed: string): string {
  const text = typed.trimEnd();
  return /[.!?…][)"’”]?$/u.test(text) ? text : `${text}.`;
}
