// The letters with which a case ends for a respondent: the decision, or the outcome where there is no discipline.
import { writeDay } from "../days.ts";
import type { Letter } from "../notices/letter.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { grieveUntil } from "./case-days.ts";
import type { CaseActLine, CasePerson, Discipline } from "./case-file.ts";
import { writeCaseLetter } from "./case-letter.ts";
import { outcomeWords, sayMeasure } from "./decision-words.ts";
import { personOf, readAllegation } from "./read-finding.ts";

/**
 * The letter with which a proposal is issued: the decision, with what was approved in its own words; the outcome
 * where it is that there is no discipline.
 */
export async function writeDecision(
  portal: Portal,
  hand: CaseInHand,
  proposal: Discipline,
): Promise<Letter> {
  const { file, today } = hand;
  const { locale } = await portal.organization();
  const to = personOf(file, proposal.respondentId);
  const line = file.acts.find(({ number }) => number === proposal.number);
  const { words = "", terms = "" } = (line as CaseActLine<"proposed">).said ?? {};
  if (proposal.measure === "none") return writeOutcome(portal, hand, to, noDiscipline(words));
  const counts = proposal.sunsetOn
    ? `It counts as earlier discipline until ${writeDay(locale, proposal.sunsetOn)}.`
    : "";
  return writeCaseLetter(
    portal,
    "decision",
    { number: file.number, to },
    {
      findings: await sayFindings(portal, hand, to),
      measure: [`${sayMeasure(proposal)}.`, terms, counts].filter(Boolean).join(" "),
      reasons: words,
      "grieve-by": writeDay(locale, await grieveUntil(portal, today)),
    },
  );
}

const noDiscipline = (reasons: string) => `No discipline follows from it. The reasons: ${reasons}`;

/** The outcome letter: the findings about somebody, what became of an earlier decision, and what HR says besides. */
export async function writeOutcome(
  portal: Portal,
  hand: CaseInHand,
  to: CasePerson,
  words: string,
): Promise<Letter> {
  const letter = { number: hand.file.number, to };
  const findings = await sayFindings(portal, hand, to);
  const reasons = [sayRescinded(hand, to), words].filter(Boolean).join("\n");
  return writeCaseLetter(portal, "outcome", letter, { findings, reasons });
}

/** Each finding about a respondent that stands: the clause in its words, what was alleged, and the reasons. */
async function sayFindings(portal: Portal, hand: CaseInHand, { id }: CasePerson) {
  const { settledFindings, liveAllegations } = hand.standing;
  const { locale } = await portal.organization();
  const said = await Promise.all(
    settledFindings
      .filter(({ respondentId }) => respondentId === id)
      .map(async ({ number, allegation, outcome }) => {
        const stated = liveAllegations.find(({ number }) => number === allegation);
        if (!stated) throw new Error("A finding that stands is of an allegation that stands.");
        const { clause, clauseText, particulars, postedFrom, postedUntil } = await readAllegation(
          portal,
          hand,
          stated,
        );
        const found = hand.file.acts.find((act) => act.number === number) as CaseActLine<"found">;
        const cited = clause.charAt(0).toUpperCase() + clause.slice(1);
        const days = [...new Set([postedFrom, postedUntil])].map((day) => writeDay(locale, day));
        const { label, means } = outcomeWords[outcome];
        return [
          `${label}. ${means} ${cited}: “${clauseText}” It is about what was posted on ${days.join(" to ")}.`,
          `What was alleged: ${particulars}`,
          `The investigator’s reasons: ${found.said?.words ?? ""}`,
        ].join("\n");
      }),
  );
  return said.length > 0 ? said : ["No finding was made about you."];
}

/** What became of something issued to somebody before: the letter says it whatever else it says; null: nothing. */
export function sayRescinded({ file, standing }: CaseInHand, { id }: CasePerson): string | null {
  const words = file.acts.filter(({ act }) => act === "rescinded" || act === "upheld");
  const about = words.filter((word) => standing.actOf(word.about)?.person?.id === id).at(-1);
  const proposal = standing.actOf(standing.actOf(about?.about ?? null)?.about ?? null);
  const issued = file.discipline.find(({ number }) => number === proposal?.number);
  if (!about || !issued) return null;
  const measure = sayMeasure(issued);
  return about.act === "rescinded"
    ? `What was issued before, ${measure.toLowerCase()}, is rescinded. It does not count any more.`
    : `What was issued before, ${measure.toLowerCase()}, stands.`;
}
