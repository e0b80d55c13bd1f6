import { clockOf } from "../clock.ts";
import type { CaseLetterKind } from "../content/letter-kinds.ts";
import { writeDay } from "../days.ts";
import { fillLetter, type Letter, type LetterValues } from "../notices/letter.ts";
import type { Portal } from "../portal.ts";
import type { CasePerson } from "./case-file.ts";

/**
 * A letter to a respondent, in the words of the version in force, or of the content files where it has none of this
 * kind. It is kept with the act that gives it, encrypted, and never mailed. Throws where there are no such words.
 */
export async function writeCaseLetter(
  portal: Portal,
  kind: CaseLetterKind,
  { number, to }: { number: string; to: CasePerson },
  values: LetterValues,
): Promise<Letter> {
  const [version, { name }, clock, files] = await Promise.all([
    portal.shelf.inForce(portal.now()),
    portal.organization(),
    clockOf(portal),
    portal.contentFiles(),
  ]);
  const frozen =
    version?.content.letters?.[kind] ??
    ("content" in files ? files.content.letters?.[kind] : undefined);
  if (!frozen) throw new Error(`There is no letter ${kind}.`);
  const ofCase = {
    ...{ "given-name": to.name.split(" ")[0] ?? "", name: to.name, organization: name },
    ...{ case: number, today: writeDay(clock.locale, clock.today) },
  };
  return fillLetter(frozen, { ...ofCase, ...values }, portal.publicUrl);
}
