import type { CaseFile, CasePerson } from "./case-file.ts";

/** The respondent of a case whom a form names; where it names nobody of them, what to mend. */
export function respondentOf(
  { respondents }: Pick<CaseFile, "respondents">,
  handle: string,
): CasePerson | { refused: string; field: string } {
  const found = respondents.find((one) => one.handle === handle);
  return found ?? { refused: "Choose one of the respondents of this case", field: "person" };
}
