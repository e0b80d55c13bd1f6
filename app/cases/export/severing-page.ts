import { notFound, type Visit } from "../../auth/guard.ts";
import type { CaseInHand } from "../act-on-case.ts";
import { readCaseInHand } from "../case-route.ts";
import { noteCaseView } from "../note-case-view.ts";
import type { CaseExport } from "./case-export.ts";
import { isIn } from "./case-export.ts";
import { listNames } from "./parts-of-people.ts";
import { readCaseExport } from "./read-case-export.ts";
import { partsToDecide, undecidedParts } from "./read-severed.ts";
import { placesOf, severTexts } from "./sever.ts";
import {
  actsLeftOut,
  listNamesLeft,
  type NameLeft,
  namesLeftOut,
  severCase,
} from "./sever-case.ts";
import { asSevering, type Ground, readGrounds, readSeverances } from "./severances.ts";
import { notYours } from "./words.ts";

/** A text of the case as its severing shows it: before, and as the export will have it. */
export type SeveredText = {
  key: string;
  where: string;
  /** What it belongs to: an act as a sentence, a report, the files. */
  of: string;
  words: string;
  left: string;
};

/** Words that are marked, and how often they stand in the case. */
export type MarkLine = { number: number; words: string; ground: string; by: string; times: number };

/** A part to include or to leave out. `ground`: null: included; undefined: nobody decided yet. */
export type PartLine = { part: string; label: string; ground: string | null | undefined };

/** What is to be severed in a case, with all that its pages show. */
export type SeveringPage = {
  number: string;
  grounds: Ground[];
  texts: SeveredText[];
  marks: MarkLine[];
  /** Files and reports, which have to be decided about. */
  parts: PartLine[];
  /** Acts, which are included unless somebody says otherwise. */
  acts: PartLine[];
  undecided: number;
  namesLeft: NameLeft[];
};

/** The case in the hands of who handles it; why not; or 404. That it was opened is noted. */
export async function openForExport(visit: Visit): Promise<CaseInHand | { whyNot: string }> {
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  if (!hand) throw notFound();
  await noteCaseView(visit, hand.kase, "file");
  return hand.capacity.handles ? hand : { whyNot: notYours };
}

/** Reads it, for who handles the case. */
export async function readSeveringPage(visit: Visit, hand: CaseInHand): Promise<SeveringPage> {
  const { portal } = visit;
  const whole = await readCaseExport(visit, hand);
  const grounds = await readGrounds(portal);
  const kept = await readSeverances(portal.db, hand.kase);
  const severing = asSevering(kept, grounds);
  const gone = actsLeftOut(whole, severing.parts);
  const { exported: marked, removed } = severTexts(whole, [
    ...severing.marks,
    ...namesLeftOut(whole, gone),
  ]);
  const severed = placesOf(marked);
  const { exported } = severCase(whole, severing);
  const decided = new Map(
    kept.flatMap((one) => (one.of === "part" ? [[one.part, one.ground]] : [])),
  );
  const lineOf = (part: string, label: string): PartLine => ({
    ...{ part, label, ground: decided.get(part) },
  });
  return {
    ...{ number: hand.kase.number, grounds },
    texts: placesOf(whole).flatMap(({ key, where, words }, index) =>
      isText(key)
        ? [{ key, where, of: belongsTo(marked, key), words, left: severed[index]?.words ?? "" }]
        : [],
    ),
    marks: severing.marks.map(({ id, words, ground }) => ({
      ...{ number: id, words, ground, by: kept.find(({ number }) => number === id)?.by ?? "" },
      times: removed
        .filter(({ mark }) => mark === id)
        .reduce((sum, { lengths }) => sum + lengths.length, 0),
    })),
    parts: partsToDecide(whole).map(({ part, what }) => lineOf(part, capitalized(what))),
    acts: whole.acts.filter(isIn).map(({ number, sentence }) => {
      const because = gone.get(number)?.because;
      const also = because ? ` (left out, as act ${because} is)` : "";
      return lineOf(`act:${number}`, `${number}. ${sentence}${also}`);
    }),
    undecided: undecidedParts(whole, severing.parts).length,
    namesLeft: listNamesLeft(exported, listNames(whole)),
  };
}

/** What somebody wrote or what a file is called, and not the names of who did what: those have a list of their own. */
const isText = (key: string) =>
  /^(acts|reports|evidence)\.\d+\.(texts\.\d+\.words|letter\.(subject|words))$|^evidence\.\d+\.name$|^allegations\.\d+\.standing\.\d+\.words$/.test(
    key,
  );

/** What a text belongs to, as the severed copy names it. */
function belongsTo({ acts, reports, allegations }: CaseExport, key: string): string {
  const [list, index] = key.split(".");
  const [act, report] = [acts[Number(index)], reports[Number(index)]];
  if (list === "allegations") return `The allegation of act ${allegations[Number(index)]?.number}`;
  if (list === "acts") return act && isIn(act) ? `Act ${act.number}: ${act.sentence}` : "";
  return list === "reports" ? `Report ${report?.number}` : "The files";
}

const capitalized = (words: string) =>
  words.charAt(0).toUpperCase() + words.slice(1).replace(/,$/, "");

/** A text in sentences, to choose from. */
export function sentencesOf(locale: string, words: string): string[] {
  const segmenter = new Intl.Segmenter(locale, { granularity: "sentence" });
  return words
    .split("\n")
    .flatMap((line) => [...segmenter.segment(line)].map(({ segment }) => segment.trim()))
    .filter(Boolean);
}
