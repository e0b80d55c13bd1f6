import type { CaseSettings } from "../content/frozen-version.ts";
import type { Portal } from "../portal.ts";

/** How cases are handled, by the version in force; by the content files where it was published before there were any. */
export async function readCaseSettings(portal: Portal): Promise<CaseSettings> {
  const { cases } = await portal.organization();
  if (cases) return cases;
  const read = await portal.contentFiles();
  return ("content" in read ? read.content.organization.cases : undefined) ?? usual;
}

const usual: CaseSettings = {
  ...{ concludeWithin: 60, respondWithin: 10, grieveWithin: 15, sunsetAfter: 24 },
  keepYears: { unsubstantiated: 2, substantiated: 7 },
  accompanied: "",
  smallestFigure: Number.POSITIVE_INFINITY,
};
