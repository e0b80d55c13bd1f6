import type { Visit } from "../../auth/guard.ts";
import type { CaseInHand } from "../act-on-case.ts";
import type { CaseExport } from "./case-export.ts";
import { isIn } from "./case-export.ts";
import type { Sever } from "./hand-out-export.ts";
import { severCase } from "./sever-case.ts";
import { asSevering, readGrounds, readSeverances } from "./severances.ts";

/** Reads what was marked in a case, as what makes a severed export of it. Refuses while something is undecided. */
export async function readSevering(
  { portal }: Pick<Visit, "portal">,
  { kase }: CaseInHand,
): Promise<Sever> {
  const grounds = await readGrounds(portal);
  const severing = asSevering(await readSeverances(portal.db, kase), grounds);
  return (whole) => {
    const [first] = undecidedParts(whole, severing.parts);
    return first
      ? {
          refused: `Decide first whether ${first.what} is included, or on what ground it is left out`,
        }
      : severCase(whole, severing);
  };
}

/** A part of a case that is included or left out as a whole. */
export type Part = { part: string; what: string };

/** Files and reports: each has to be decided about, one by one. What nobody may read is out already. */
export function partsToDecide({ evidence, reports }: CaseExport): Part[] {
  return [
    ...reports.flatMap((report) =>
      isIn(report) ? [{ part: `report:${report.number}`, what: `report ${report.number}` }] : [],
    ),
    ...evidence.flatMap((file, index) =>
      isIn(file) ? [{ part: `evidence:${file.id}`, what: `file ${index + 1}, ${file.name},` }] : [],
    ),
  ];
}

/** Those about which nobody decided yet. */
export function undecidedParts(whole: CaseExport, decided: Map<string, string | null>): Part[] {
  return partsToDecide(whole).filter(({ part }) => !decided.has(part));
}
