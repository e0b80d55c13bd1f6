import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import { channelWords, kindWords } from "../intake/words.ts";
import type { CaseActLine, CaseFile } from "./case-file.ts";
import type { CaseReport } from "./case-reports.ts";
import { outcomeWords, sayMeasure } from "./decision-words.ts";
import type { CaseEvidence } from "./evidence-of-case.ts";
import { citedIn, type SaidLines, saidLines } from "./said-lines.ts";
import { sayCaseAct } from "./say-case-act.ts";

/** Something that happened, as one sentence, with what was said. */
export type TimelineLine = {
  /** Where it stands on the page. */
  id: string;
  on: Day;
  /** Null where somebody anonymous did it. */
  at: Date | null;
  sentence: string;
  said: SaidLines;
  /** What it rests on, as links within the page. */
  cited: { href: string; words: string }[];
};

type Known = {
  clock: Clock;
  file: Pick<CaseFile, "acts" | "findings" | "discipline">;
  evidence: CaseEvidence[];
  reports: CaseReport[];
};

const silent: SaidLines = { lines: [], letter: null };

/** Everything of a case in the order it happened: its reports, what was written about them, files, and every act. */
export function timelineOf({ clock, file, evidence, reports }: Known): TimelineLine[] {
  const lines: TimelineLine[] = [
    ...reports.flatMap((report) => linesOf(report)),
    ...evidence.map(({ id, name, author, addedBy, addedOn, addedAt, source }) => ({
      ...{ id: `added-${id}`, on: addedOn, at: addedAt },
      said: { lines: [{ label: "Where it comes from", text: source.from }], letter: null },
      sentence: `${author === "reporter" ? "The reporter" : (addedBy ?? "Somebody")} added ${name}`,
      cited: [{ href: `#file-${id}`, words: "See the file" }],
    })),
    ...file.acts.map((act) => ({
      ...{ id: `act-${act.number}`, on: act.on, at: act.at },
      sentence: sentenceOf(act, file),
      said: saidLines(clock, act),
      cited: citesOf(act, file, evidence),
    })),
  ];
  const place = ({ on, at }: TimelineLine) => `${on} ${at?.toISOString() ?? ""}`;
  return lines
    .map((line, turn) => ({ line, turn }))
    .sort((a, b) => place(a.line).localeCompare(place(b.line)) || a.turn - b.turn)
    .map(({ line }) => line);
}

/** That a report was filed, and each message about it; what they say stands with the report. */
function linesOf({
  number,
  kind,
  channel,
  filedOn,
  filedAt,
  messages,
}: CaseReport): TimelineLine[] {
  const cited = [{ href: `#report-${number}`, words: `See report ${number}` }];
  return [
    {
      ...{ id: `filed-${number}`, on: filedOn, at: filedAt, said: silent, cited },
      sentence: `Report ${number} was filed: ${kindWords[kind].toLowerCase()}, ${wayOf(channel)}`,
    },
    ...messages.map(({ id, author, writtenBy, sentOn, sentAt }) => ({
      ...{ id: `message-${id}`, on: sentOn, at: sentAt, said: silent, cited },
      sentence:
        author === "reporter"
          ? `The reporter wrote about report ${number}`
          : `${writtenBy ?? "Somebody"} wrote to the reporter of ${number}`,
    })),
  ];
}

const wayOf = (channel: CaseReport["channel"]) => {
  const words = channelWords[channel];
  return channel === "portal" ? "in the portal" : words.charAt(0).toLowerCase() + words.slice(1);
};

/** The sentence of an act, with its outcome or measure, and what it is about where that is not said. */
function sentenceOf(act: CaseActLine, file: Known["file"]): string {
  const finding = file.findings.find(({ number }) => number === act.number);
  const measure = file.discipline.find(({ number }) => number === act.number);
  const more = finding
    ? `: ${outcomeWords[finding.outcome].label.toLowerCase()}`
    : measure
      ? `: ${sayMeasure(measure).toLowerCase()}`
      : "";
  return `${sayCaseAct(act)}${more}`;
}

const standsAlone = new Set(["alleged", "shut-out", "noted"]);

function citesOf(act: CaseActLine, { acts }: Known["file"], evidence: CaseEvidence[]) {
  const about = acts.find(({ number }) => number === act.about);
  const { acts: rests, files } = citedIn(act);
  const earlier = acts.filter(({ number }) => rests.includes(number));
  return [
    ...(about && !standsAlone.has(act.act)
      ? [{ href: `#act-${about.number}`, words: `About: ${sayCaseAct(about)}` }]
      : []),
    ...earlier.map((one) => ({
      href: `#act-${one.number}`,
      words: `Rests on: ${sayCaseAct(one)}`,
    })),
    ...evidence
      .filter(({ id }) => files.includes(id))
      .map(({ id, name, source }) => ({
        ...{ href: `#file-${id}`, words: `Rests on: ${name}, from ${source.from}` },
      })),
  ];
}
