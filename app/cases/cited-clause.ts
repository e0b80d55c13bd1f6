import { citeClause } from "../content/cite-clause.ts";
import type { Portal } from "../portal.ts";
import type { Allegation } from "./case-file.ts";

/** The clause an allegation cites, as the version in force then has it. */
type CitedClause = {
  policy: string;
  /** The version's number. */
  version: number;
  /** "section 6, third guideline (6.c)". */
  cited: string;
  /** Its own words; null where that version has no such clause. */
  text: string | null;
};

/** Reads it from the frozen version. */
export async function readCitedClause(
  { shelf }: Pick<Portal, "shelf">,
  { versionId, clause }: Pick<Allegation, "versionId" | "clause">,
): Promise<CitedClause> {
  const { policy, number, content } = await shelf.version(versionId);
  const known = content.policy.clauses[clause];
  return {
    ...{ policy, version: number, text: known?.text ?? null },
    cited: known ? citeClause(known.label, clause) : clause,
  };
}
