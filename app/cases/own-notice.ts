import type { Visit } from "../auth/guard.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import type { Evidence } from "../evidence-files/list-evidence.ts";
import type { Letter } from "../notices/letter.ts";
import { type AllegationWords, readAllegationWords } from "./allegation-words.ts";
import { grieveUntil } from "./case-days.ts";
import { readCaseFile } from "./case-file.ts";
import { readCaseSettings } from "./case-settings.ts";
import { noteCaseView } from "./note-case-view.ts";
import { isGrievable, noteOwnReading } from "./own-acts.ts";
import { listOwnEvidence } from "./own-evidence.ts";
import {
  lastOwnLine,
  type OwnAnswer,
  type OwnOutcome,
  ownAnswers,
  ownOutcome,
} from "./own-lines.ts";
import {
  type OwnDecided,
  type OwnNoticeKind,
  openOwnNotice,
  readOwnNotices,
} from "./own-notices.ts";
import { ownReference } from "./own-reference.ts";
import { standingOf } from "./standing.ts";

/** Something that was given to a respondent, as they read it: nothing of anybody else's, and not who reported. */
export type OwnNotice = {
  clock: Clock;
  reference: string;
  caseNumber: string;
  of: OwnNoticeKind;
  letter: Pick<Letter, "subject" | "html">;
  /** The day of the letter. */
  on: Day;
  /** The number of the last thing of theirs that they see here. */
  seen: number;
  isOpen: boolean;
  /** Of a notice. */
  notice: {
    answerBy: Day;
    /** The decision or outcome given since. */
    decided: OwnDecided | null;
    /** The day the case was closed on; null while it is open. */
    closedOn: Day | null;
    accompanied: string;
    allegations: AllegationWords[];
    answers: OwnAnswer[];
    files: Evidence[];
  } | null;
  /** Of a decision. */
  decision: (OwnOutcome & { canGrieve: boolean; grieveBy: Day }) | null;
};

/**
 * What was given to the viewer under a reference. Opening it is noted before it is shown: it proves that it reached
 * them. To everybody else, and when there is none, undefined.
 */
export async function readOwnNotice(
  visit: Pick<Visit, "viewer" | "portal" | "request">,
  reference: string,
): Promise<OwnNotice | undefined> {
  const { viewer, portal, request } = visit;
  const { personId } = viewer;
  const own = await openOwnNotice(viewer, portal, reference);
  if (!own) return undefined;
  if (request.method !== "HEAD") await noteOwnReading(viewer, portal, reference);
  await noteCaseView(visit, own.kase, "letter");
  const clock = await clockOf(portal);
  const file = await readCaseFile(portal.db, own.kase, clock.today);
  const hand = { file, standing: standingOf(file, clock) };
  const line = hand.standing.actOf(own.act);
  if (!line?.said || !("letter" in line.said)) return undefined;
  const { subject, html } = line.said.letter;
  const shown = {
    ...{ clock, reference: ownReference(own.kase.number, own.act), caseNumber: own.kase.number },
    ...{ letter: { subject, html }, on: line.on, seen: lastOwnLine(hand, personId) },
    isOpen: hand.standing.isOpen,
  };
  if (line.act === "noticed") {
    const stated = await readAllegationWords(portal, file, personId);
    const { notices } = await readOwnNotices(viewer, portal);
    const notice = {
      decided: notices.find(({ reference }) => reference === shown.reference)?.decided ?? null,
      closedOn: shown.isOpen ? null : (hand.standing.of("closed").at(-1)?.on ?? null),
      ...{ answerBy: line.dueOn ?? line.on, answers: ownAnswers(hand, personId, own.act) },
      accompanied: (await readCaseSettings(portal)).accompanied,
      allegations: stated.filter((one) => isNamedIn(file, one, own.act)),
      files: await listOwnEvidence(portal, portal.db, own.kase),
    };
    return { ...shown, of: "notice", notice, decision: null };
  }
  if (line.act === "informed") return { ...shown, of: "outcome", notice: null, decision: null };
  const decision = {
    ...ownOutcome(hand, personId, own.act),
    canGrieve: isGrievable(hand, own.act),
    grieveBy: await grieveUntil(portal, line.on),
  };
  return { ...shown, of: "decision", notice: null, decision };
}

/** An allegation was stated before the notice, and not withdrawn before it. */
function isNamedIn(
  { acts }: Awaited<ReturnType<typeof readCaseFile>>,
  { number }: AllegationWords,
  notice: number,
): boolean {
  const isGone = acts.some(
    (act) => act.act === "allegation-withdrawn" && act.about === number && act.number < notice,
  );
  return number < notice && !isGone;
}
