import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import { presentEmployment } from "../people/present-employment.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { type AllegationStanding, readAllegationStanding } from "./allegation-standing.ts";
import type { Allegation, CaseActLine, FindingOutcome } from "./case-file.ts";
import { readCitedClause } from "./cited-clause.ts";
import { sayMeasure } from "./decision-words.ts";
import { sayCaseAct, sayDoneInCase } from "./say-case-act.ts";

/** A respondent with all that stands about them in the case. */
export type RespondentLine = {
  handle: string;
  name: string;
  /** Position and department, of today or last. */
  work: string | null;
  /** Interim measures in force. */
  interim: { number: number; what: string; on: Day; reviewOn: Day | null }[];
  allegations: AllegationLine[];
  discipline: DisciplineLine[];
};

export type AllegationLine = {
  number: number;
  /** Where it stands among those of its case, from 1. */
  place: number;
  cited: string;
  /** The clause in the version it cites. */
  address: string;
  text: string | null;
  postedFrom: Day;
  postedUntil: Day;
  isOffDuty: boolean;
  particulars: string;
  addresses: string[];
  link: string;
  whyVersion: string;
  by: string;
  on: Day;
  /** What the respondent had read and learned by then. */
  standing: AllegationStanding;
  /** What was answered to a notice of it, or recorded of an answer: a sentence each. */
  answers: { number: number; sentence: string; on: Day }[];
  withdrawn: { by: string; on: Day; words: string } | null;
  findings: FindingLine[];
};

export type FindingLine = {
  number: number;
  outcome: FindingOutcome;
  words: string;
  by: string;
  on: Day;
  /** Another one stands in its place. */
  isSuperseded: boolean;
  /** Who reviewed it, or why nobody did. */
  review: string;
};

export type DisciplineLine = {
  number: number;
  what: string;
  by: string;
  on: Day;
  words: string;
  mitigating: string;
  aggravating: string;
  sunsetOn: Day | null;
  /** The allegations it rests on, by their places. */
  grounds: number[];
  /** What became of it, a sentence each. */
  since: { number: number; by: string; what: string; on: Day }[];
  /** No longer stands: replaced, or its findings do not stand. */
  isVoid: boolean;
};

/** The respondents of a case in the order of their names. */
export async function readRespondents(portal: Portal, hand: CaseInHand): Promise<RespondentLine[]> {
  const { file, standing } = hand;
  const works = await readWork(portal, hand);
  const stated = await Promise.all(
    file.allegations.map(async (one, index) => ({
      respondentId: one.respondentId,
      line: await allegationLine(portal, hand, one, index + 1),
    })),
  );
  return file.respondents.map(({ id, handle, name }) => ({
    ...{ handle, name, work: works.get(id) ?? null },
    interim: standing.interim
      .filter(({ person }) => person?.id === id)
      .map((begun) => ({
        ...{ number: begun.number, on: begun.on },
        what: begun.choice === "leave-with-pay" ? "Leave with pay" : "Access removed",
        reviewOn: standing.about(begun.number, "interim-reviewed").at(-1)?.dueOn ?? begun.dueOn,
      })),
    allegations: stated.filter((one) => one.respondentId === id).map(({ line }) => line),
    discipline: disciplineOf(hand, id),
  }));
}

async function readWork(portal: Portal, { file, today }: CaseInHand) {
  if (file.respondents.length === 0) return new Map<string, string | null>();
  const ids = sql.join(
    file.respondents.map(({ id }) => sql`${id}`),
    sql`, `,
  );
  const rows = await portal.db.execute<{ id: string; work: string | null }>(sql`
    select p.id, e.position || ', ' || d.name as work
    from (select * from people where id in (${ids})) p ${presentEmployment(today, "page")}
      left join departments d on d.id = e.department_id`);
  return new Map(rows.map(({ id, work }) => [id, work]));
}

async function allegationLine(
  portal: Portal,
  { standing, file }: CaseInHand,
  allegation: Allegation,
  place: number,
): Promise<AllegationLine> {
  const { number, clause, postedFrom, postedUntil, isOffDuty } = allegation;
  const act = standing.actOf(number) as CaseActLine<"alleged"> | undefined;
  const { policy, version, cited, text } = await readCitedClause(portal, allegation);
  const [withdrawn] = standing.about(number, "allegation-withdrawn");
  return {
    ...{ number, place, postedFrom, postedUntil, isOffDuty },
    ...{ cited, text },
    address: `/policy/${encodeURIComponent(policy)}/${version}#${clause}`,
    particulars: act?.said?.particulars ?? "",
    addresses: act?.said?.addresses ?? [],
    link: act?.said?.link ?? "",
    whyVersion: act?.said?.whyVersion ?? "",
    ...{ by: act?.by.name ?? "", on: act?.on ?? "" },
    standing: await readAllegationStanding(portal, portal.db, allegation),
    answers: answersTo(standing, allegation),
    withdrawn: withdrawn
      ? { by: withdrawn.by.name, on: withdrawn.on, words: withdrawn.said?.words ?? "" }
      : null,
    findings: file.findings
      .filter((one) => one.allegation === number)
      .map((one) => findingLine(standing, one)),
  };
}

/** Of every notice to its respondent since it was stated, until it was withdrawn. */
function answersTo({ of, about }: CaseInHand["standing"], { number, respondentId }: Allegation) {
  const [withdrawn] = about(number, "allegation-withdrawn");
  return of("noticed")
    .filter(({ person }) => person?.id === respondentId)
    .filter((notice) => notice.number > number)
    .filter((notice) => !withdrawn || notice.number < withdrawn.number)
    .flatMap((notice) => about(notice.number, "responded"))
    .map((line) => ({ number: line.number, sentence: sayCaseAct(line), on: line.on }));
}

function findingLine(
  standing: CaseInHand["standing"],
  finding: CaseInHand["file"]["findings"][number],
): FindingLine {
  const { number, outcome, respondentId } = finding;
  const act = standing.actOf(number) as CaseActLine<"found"> | undefined;
  return {
    ...{ number, outcome, words: act?.said?.words ?? "" },
    ...{ by: act?.by.name ?? "", on: act?.on ?? "" },
    isSuperseded: !standing.liveFindings.some((one) => one.number === number),
    review: reviewOf(standing, number, respondentId),
  };
}

function reviewOf({ about, isExcepted }: CaseInHand["standing"], number: number, who: string) {
  const answer = about(number, "confirmed", "declined").at(-1);
  if (answer?.act === "confirmed") return `Reviewed by ${answer.by.name}`;
  if (isExcepted("review", who, number)) return "Not reviewed: its review was excepted";
  return answer ? `${answer.by.name} did not agree` : "Not reviewed yet";
}

function disciplineOf({ file, standing }: CaseInHand, personId: string) {
  const placeOf = (finding: number) => {
    const found = file.findings.find(({ number }) => number === finding);
    return file.allegations.findIndex(({ number }) => number === found?.allegation) + 1;
  };
  return file.discipline
    .filter(({ respondentId }) => respondentId === personId)
    .map((one): DisciplineLine => {
      const act = standing.actOf(one.number) as CaseActLine<"proposed"> | undefined;
      const [issue] = standing.about(one.number, "issued");
      const after = issue
        ? [
            issue,
            ...standing.about(issue.number, "grieved", "rescinded", "upheld", "read"),
            ...standing
              .about(issue.number, "grieved")
              .flatMap(({ number }) => standing.about(number, "grievance-ended")),
          ]
        : [];
      const since = [...standing.about(one.number, "confirmed", "declined"), ...after];
      return {
        ...{ number: one.number, what: sayMeasure(one), sunsetOn: one.sunsetOn },
        ...{ by: act?.by.name ?? "", on: act?.on ?? "", words: act?.said?.words ?? "" },
        mitigating: act?.said?.mitigating ?? "",
        aggravating: act?.said?.aggravating ?? "",
        grounds: one.grounds.map(placeOf),
        since: since
          .sort((a, b) => a.number - b.number)
          .map((line) => ({
            ...{ number: line.number, by: line.by.name, on: line.on },
            what: sayDoneInCase(line),
          })),
        isVoid: issue
          ? standing.has(issue.number, "rescinded")
          : !standing.liveDiscipline.some(({ number }) => number === one.number),
      };
    });
}
