import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { searchDirectory } from "./directory-search.ts";
import type { Typed } from "./office-form.ts";
import { notInDirectory } from "./words.ts";

const choose = "Press Find and choose, or write the name below and empty this field";

/**
 * What to mend where somebody was searched for and nobody whom the search finds was chosen, by field: whom a
 * report is about, or who files it, would be lost, and with them who may not handle it. Of an anonymous
 * report nobody who files it is looked at.
 */
export async function refuseUnchosen(
  viewer: Viewer,
  portal: Portal,
  typed: Typed,
): Promise<Record<string, string>> {
  const texts = (name: string) => [typed[name] ?? []].flat();
  const isLost = async (search: string, chosen: string[]) => {
    if (!search.trim()) return false;
    const found = await searchDirectory(viewer, portal, search);
    return !found.some(({ handle }) => chosen.includes(handle));
  };
  const [search = ""] = texts("subjectSearch");
  const [reporterSearch = ""] = texts("reporterSearch");
  const reporter = texts("reporterPerson");
  const isReporterAsked = typed.kind !== "anonymous" && !reporter.includes(notInDirectory);
  return {
    ...(isReporterAsked && (await isLost(reporterSearch, reporter))
      ? { reporterSearch: choose }
      : {}),
    ...((await isLost(search, texts("subjects"))) ? { subjectSearch: choose } : {}),
  };
}
