import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { EvidenceSource } from "../evidence-files/source.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { type AllegationStanding, readAllegationStanding } from "./allegation-standing.ts";
import type { Allegation, CaseActLine, CasePerson, Finding, FindingOutcome } from "./case-file.ts";
import { readCitedClause } from "./cited-clause.ts";
import { listCaseEvidence } from "./evidence-of-case.ts";
import { saySource } from "./file-words.ts";
import { sayCaseAct } from "./say-case-act.ts";

/** An allegation, with the words of the clause it cites, of the version that was in force. */
export type ReadAllegation = {
  number: number;
  respondent: CasePerson;
  /** "section 6, third guideline (6.c)" */
  clause: string;
  clauseText: string;
  particulars: string;
  postedFrom: Day;
  postedUntil: Day;
  /** Off duty: the link to the workplace. */
  link: string;
};

/** What can be cited: an interview, a response or a note, or a file. */
export type Citable = { value: string; label: string; hint?: string };

/** A finding in full: what it is about, why, and what it rests on. */
export type ReadFinding = {
  number: number;
  allegation: ReadAllegation;
  /** What the respondent had acknowledged and learned by the day of the post. */
  standing: AllegationStanding;
  outcome: FindingOutcome;
  words: string;
  by: string;
  at: Date;
  acts: { number: number; title: string; at: Date; words: string }[];
  files: { id: string; name: string; source: EvidenceSource }[];
  whyNone: string;
};

/** An allegation of a case, as pages show it. */
export async function readAllegation(
  portal: Pick<Portal, "shelf">,
  { file }: Pick<CaseInHand, "file">,
  allegation: Allegation,
): Promise<ReadAllegation> {
  const { cited: clause, text } = await readCitedClause(portal, allegation);
  const { number, postedFrom, postedUntil, respondentId } = allegation;
  const stated = file.acts.find((one) => one.number === number) as CaseActLine<"alleged">;
  return {
    ...{ number, postedFrom, postedUntil, clause, clauseText: text ?? "" },
    respondent: personOf(file, respondentId),
    particulars: stated.said?.particulars ?? "",
    link: stated.said?.link ?? "",
  };
}

/** Acts a finding can rest on. */
const cited = ["interviewed", "responded", "noted"];

/** All that a finding can rest on: acts and files of the case. */
export async function readCitable(
  portal: Portal,
  { kase, file }: Pick<CaseInHand, "kase" | "file">,
  db: Executor = portal.db,
): Promise<Citable[]> {
  const files = await listCaseEvidence(portal, db, kase);
  return [
    ...file.acts
      .filter(({ act }) => cited.includes(act))
      .map((line) => ({ value: `act-${line.number}`, label: sayCitedAct(line) })),
    ...files.map(({ id, name, source }) => ({
      ...{ value: `file-${id}`, label: `File: ${name}`, hint: saySource(source) },
    })),
  ];
}

/** "Ingrid Vance recorded an interview … (3: "I took it down …")" */
function sayCitedAct(line: CaseActLine): string {
  const words = wordsOf(line).replace(/\s+/g, " ");
  const begun = words.length > 80 ? `${words.slice(0, 80).trimEnd()} …` : words;
  return `${sayCaseAct(line)}, act ${line.number}: “${begun}”`;
}

const wordsOf = ({ said }: CaseActLine): string => (said && "words" in said ? said.words : "");

/** A finding of a case in full, with what it cites. */
export async function readFinding(
  portal: Portal,
  hand: Pick<CaseInHand, "kase" | "file">,
  { number, allegation, outcome }: Finding,
): Promise<ReadFinding> {
  const { file, kase } = hand;
  const line = file.acts.find((one) => one.number === number) as CaseActLine<"found">;
  const stated = file.allegations.find((one) => one.number === allegation);
  if (!stated || !line.said) throw new Error("A finding is of an allegation, and has reasons.");
  const { words, acts, files, whyNone = "" } = line.said;
  const known = files.length > 0 ? await listCaseEvidence(portal, portal.db, kase) : [];
  return {
    ...{ number, outcome, words, whyNone, by: line.by.name, at: line.at },
    allegation: await readAllegation(portal, hand, stated),
    standing: await readAllegationStanding(portal, portal.db, stated),
    acts: file.acts
      .filter((one) => acts.includes(one.number))
      .map((one) => ({
        ...{ number: one.number, at: one.at, title: sayCaseAct(one), words: wordsOf(one) },
      })),
    files: known
      .filter(({ id }) => files.includes(id))
      .map(({ id, name, source }) => ({ id, name, source })),
  };
}

/** Somebody a case names as respondent. */
export function personOf({ respondents }: CaseInHand["file"], id: string): CasePerson {
  const found = respondents.find((one) => one.id === id);
  if (!found) throw new Error("A case names its respondents.");
  return found;
}
