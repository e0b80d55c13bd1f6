import type { FrozenClause, Organization } from "./frozen-version.ts";
import type { LetterKind } from "./letter-kinds.ts";

/**
 * What the words of a file may refer to. Null stands for a file that could not be read: nothing is said
 * about references to it, so that one fault is not named a hundred times.
 */
export type KnownNames = {
  organization: Organization | null;
  clauses: Record<string, FrozenClause> | null;
  /** Scenarios of this file's front matter. */
  scenarios: string[] | null;
  /** Of which notice these words are the letter. */
  letter?: LetterKind;
};

/** The clause of that id, or undefined. */
export function clauseOf(
  clauses: Record<string, FrozenClause>,
  id: string,
): FrozenClause | undefined {
  return Object.hasOwn(clauses, id) ? clauses[id] : undefined;
}
