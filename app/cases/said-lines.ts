import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import type { Letter } from "../notices/letter.ts";
import type { CaseActLine } from "./case-file.ts";
import { dueWords } from "./file-words.ts";
import type { SaidInActs } from "./said.ts";

/** What was said with an act, a line each, with what it is where that needs a word; and its letter. */
export type SaidLines = { lines: { label: string | null; text: string }[]; letter: Letter | null };

/** The words of an act as they are read in its case. What it cites stands in `citedIn`. */
export function saidLines({ locale }: Clock, line: CaseActLine): SaidLines {
  const said = (line.said ?? {}) as Partial<EverythingSaid>;
  const day = (on: string | undefined) => (on ? writeDay(locale, on) : "");
  const due = dueWords[line.act];
  const isService = line.act === "served" || line.act === "issued" || line.act === "informed";
  const lines = [
    [due ?? null, due && line.dueOn ? day(line.dueOn) : ""],
    ["Whom", said.who],
    ["On", day(said.on)],
    ["Present", said.present],
    ["Served by", isService ? said.by : ""],
    ["Proof", said.proof],
    ["To", said.to],
    ["Particulars", said.particulars],
    ["Addresses", said.addresses?.join("\n")],
    ["The link to the workplace", said.link],
    ["Why this version", said.whyVersion],
    [null, said.words],
    ["Mitigating", said.mitigating],
    ["Aggravating", said.aggravating],
  ] as const;
  return {
    lines: lines.flatMap(([label, text]) => (text ? [{ label, text }] : [])),
    letter: said.letter ?? null,
  };
}

/** All that any act says. */
type EverythingSaid = SaidInActs["alleged"] &
  SaidInActs["issued"] &
  SaidInActs["interviewed"] &
  SaidInActs["triaged"] &
  SaidInActs["proposed"];

/** The earlier acts and files a finding rests on. */
export function citedIn(line: CaseActLine): { acts: number[]; files: string[] } {
  return line.act === "found" && line.said
    ? { acts: line.said.acts, files: line.said.files }
    : { acts: [], files: [] };
}
