/** What decides which acts of an adviser follow. `isWaiting`: its person asked, or wrote last. */
export type Known = { isOpen: boolean; isLogged: boolean; isWaiting: boolean };

const isClosed = "It is closed, and stays as it is";

/**
 * Why an exchange cannot be answered, or null: said on the page, and by the act; the database says the same. A closed
 * one can where its person wrote last.
 */
export const noAnswer = ({ isOpen, isWaiting }: Known) => (isOpen || isWaiting ? null : isClosed);

/** Why it cannot be logged, or null. Whoever was slower than another reads it too. */
export function noLog({ isOpen, isLogged }: Known): string | null {
  if (isLogged) return "Look at its exchange report: an exchange is logged once";
  return isOpen ? null : isClosed;
}

/** Why nobody can come back to it, or null. */
export function noFollowUp({ isOpen, isLogged }: Known): string | null {
  if (!isOpen) return isClosed;
  return isLogged ? null : "Log the exchange first, with a day to come back to it";
}

/** Why it cannot be closed without a log, or null. */
export function noClosing({ isOpen, isLogged }: Known): string | null {
  if (!isOpen) return isClosed;
  return isLogged ? "It is logged: come back to it without a next day, and that closes it" : null;
}

/** Why it cannot be closed without words to its person, or null. */
export const noSilentClosing = ({ isOpen, isWaiting }: Known, words: string) =>
  isOpen && isWaiting && !words ? "Write what you answer: somebody waits for it" : null;
