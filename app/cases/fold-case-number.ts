/** A number of a case as it is stored, however it was typed: `cs 7f3k 2m9q` is `CS-7F3K-2M9Q`. */
export function foldCaseNumber(typed: string): string {
  const letters = lettersOf(typed);
  return letters.length === 8 ? `CS-${letters.slice(0, 4)}-${letters.slice(4)}` : typed;
}

/** The first or the last four characters of a number, as stored; null where something else was typed. */
export function foldPartOfCaseNumber(typed: string): string | null {
  const letters = lettersOf(typed);
  return letters.length === 4 ? letters : null;
}

/** Without the `CS` that every number begins with. */
function lettersOf(typed: string): string {
  const letters = typed.toUpperCase().replace(/[\s\p{Pd}]/gu, "");
  return letters.replace(/^CS(?=(?:[A-Z0-9]{4}){1,2}$)/, "").replace(/^.*[^A-Z0-9].*$/s, "");
}
