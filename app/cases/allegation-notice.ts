// The notice of allegations: a letter to one respondent, with a day to answer by.
import { clockOf } from "../clock.ts";
import { type Day, writeDay } from "../days.ts";
import type { Letter } from "../notices/letter.ts";
import { workingDaysAfter } from "../notices/working-time.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { readAllegationWords, writeAllegation } from "./allegation-words.ts";
import type { CasePerson } from "./case-file.ts";
import { writeCaseLetter } from "./case-letter.ts";
import { readCaseSettings } from "./case-settings.ts";

/** The earliest day a respondent may be asked to answer by, and the working days that are theirs until then. */
export async function readAnswerBy(portal: Portal): Promise<{ earliest: Day; within: number }> {
  const [{ today }, { respondWithin: within }, organization] = await Promise.all([
    clockOf(portal),
    readCaseSettings(portal),
    portal.organization(),
  ]);
  return { earliest: await workingDaysAfter(organization, today, within), within };
}

/** Why a day to answer by is too early, as a sentence; null where it is not. */
export async function whyTooEarly(portal: Portal, dueOn: Day): Promise<string | null> {
  const { earliest, within } = await readAnswerBy(portal);
  if (dueOn >= earliest) return null;
  const { locale } = await clockOf(portal);
  return `Choose ${writeDay(locale, earliest)} or a later day: ${within} working days to answer are theirs`;
}

/** Respondents about whom an allegation stands: to them notice can be given. */
export function respondentsToNotice({ file, standing }: Pick<CaseInHand, "file" | "standing">) {
  return file.respondents.filter(({ id }) =>
    standing.liveAllegations.some(({ respondentId }) => respondentId === id),
  );
}

/** The letter, with every allegation about them that stands, and none about anybody else. */
export async function writeAllegationNotice(
  portal: Portal,
  { file, standing }: Pick<CaseInHand, "file" | "standing">,
  { to, dueOn }: { to: CasePerson; dueOn: Day },
): Promise<Letter> {
  const [{ locale }, { accompanied }, words] = await Promise.all([
    clockOf(portal),
    readCaseSettings(portal),
    readAllegationWords(portal, file, to.id),
  ]);
  return writeCaseLetter(
    portal,
    "allegation-notice",
    { number: file.number, to },
    {
      allegations: words
        .filter(({ isWithdrawn }) => !isWithdrawn)
        .map((one) => writeAllegation(locale, one)),
      "respond-by": writeDay(locale, dueOn),
      ...{ accompanied, investigator: standing.appointment?.person?.name ?? "" },
    },
  );
}
