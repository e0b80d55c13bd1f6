import { capital } from "../content/passage-names.ts";
import { type Day, writeDay } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { CaseFile } from "./case-file.ts";
import { readCitedClause } from "./cited-clause.ts";
import type { Said } from "./said.ts";

/** An allegation as its respondent reads it: the clause in its own words, what is alleged, and of when. */
export type AllegationWords = {
  number: number;
  /** "Section 6, third guideline (6.c)". */
  cite: string;
  quote: string;
  particulars: string;
  addresses: string[];
  postedFrom: Day;
  postedUntil: Day;
  /** Off duty: the link to the workplace; otherwise empty. */
  link: string;
  isWithdrawn: boolean;
};

/** The allegations about one respondent, in the order they were stated, each with the words of its own version. */
export async function readAllegationWords(
  portal: Portal,
  { acts, allegations }: Pick<CaseFile, "acts" | "allegations">,
  respondentId: string,
): Promise<AllegationWords[]> {
  const theirs = allegations.filter((one) => one.respondentId === respondentId);
  return Promise.all(
    theirs.map(async ({ number, versionId, clause, postedFrom, postedUntil, isOffDuty }) => {
      const { cited, text } = await readCitedClause(portal, { versionId, clause });
      const said = acts.find((act) => act.number === number)?.said as Said<"alleged"> | undefined;
      return {
        ...{ number, cite: capital(cited), quote: text ?? "" },
        ...{ particulars: said?.particulars ?? "", addresses: said?.addresses ?? [] },
        ...{ postedFrom, postedUntil, link: isOffDuty ? (said?.link ?? "") : "" },
        isWithdrawn: acts.some((act) => act.act === "allegation-withdrawn" && act.about === number),
      };
    }),
  );
}

/** "on 14 December 2026", "between 1 December 2026 and 14 December 2026". */
export function writePosted(
  locale: string,
  { postedFrom, postedUntil }: Pick<AllegationWords, "postedFrom" | "postedUntil">,
): string {
  return postedFrom === postedUntil
    ? `on ${writeDay(locale, postedFrom)}`
    : `between ${writeDay(locale, postedFrom)} and ${writeDay(locale, postedUntil)}`;
}

/** An allegation as it stands in a letter: the clause, then each thing on a line of its own. */
export function writeAllegation(locale: string, allegation: AllegationWords): string {
  const { cite, quote, particulars, addresses, link } = allegation;
  return [
    `${cite}: “${quote}”\n`,
    `What is alleged: ${particulars}`,
    `When: ${writePosted(locale, allegation)}`,
    addresses.length > 0 ? `Where: ${addresses.join(", ")}` : "",
    link ? `What it has to do with work: ${link}` : "",
  ]
    .filter(Boolean)
    .join("\n");
}
