// What a respondent does about what was given to them: read it, answer a notice, file a grievance.
import { randomUUID } from "node:crypto";
import { z } from "zod";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import type { Portal } from "../portal.ts";
import { seenFields } from "../seen-form.ts";
import type { CaseActDone, CaseInHand } from "./act-on-case.ts";
import { actOnOwnCase } from "./act-on-own-case.ts";
import { concludeBy, grieveUntil } from "./case-days.ts";
import { listOwnEvidence } from "./own-evidence.ts";
import { newForRespondent } from "./own-lines.ts";

/** What a respondent sends: words, and the last thing of theirs that they saw. */
export const ownForm = z.object({ ...seenFields, words: told(20_000) });

type Sent = { formId: string; seen: number; words: string };

/** Why nothing can be answered any more, to a respondent. */
const closedToThem =
  "The case is closed, so nothing can be added to it here. Copy what you wrote, and give it to Human Resources";

/** Notes that a respondent opened what was given to them, the first time: it proves that it reached them. */
export async function noteOwnReading(
  viewer: Viewer,
  portal: Portal,
  reference: string,
): Promise<void> {
  const form = { formId: randomUUID() };
  await actOnOwnCase(viewer, portal, reference, form, ({ act: about, standing }) =>
    standing.has(about, "read") ? { refused: "It was opened before" } : [{ act: "read", about }],
  );
}

/**
 * Answers a notice, with the files sent since the last answer. Refuses with a sentence: nothing was said or sent, there
 * is something new to read first, or the case is closed.
 */
export async function answerNotice(
  viewer: Viewer,
  portal: Portal,
  reference: string,
  { formId, seen, words }: Sent,
): Promise<CaseActDone> {
  const { personId } = viewer;
  const { today: on } = await clockOf(portal);
  return actOnOwnCase(viewer, portal, reference, { formId }, async (hand, tx) => {
    const { act: about, standing, kase, file } = hand;
    if (standing.actOf(about)?.act !== "noticed") return { refused: "Answer the notice itself" };
    if (!standing.isOpen) return { refused: closedToThem };
    const news = newForRespondent(hand, personId, seen);
    if (news) return { refused: news };
    const sent = new Set(file.acts.flatMap(({ act, said }) => filesOf(act, said)));
    const own = await listOwnEvidence(portal, tx, kase);
    const files = own.map(({ id }) => id).filter((id) => !sent.has(id));
    if (!words && files.length === 0) {
      return { refused: "Write your answer, or choose a file", field: "words" };
    }
    const said = { words, on, ...(files.length > 0 && { files }) };
    return [{ act: "responded", about, personId, choice: "response", said }];
  });
}

const filesOf = (act: string, said: unknown): string[] =>
  act === "responded" ? ((said as { files?: string[] } | null)?.files ?? []) : [];

/**
 * Files a grievance about what was issued: in time, or late and marked so. It opens a closed case again. One that is
 * filed already is done.
 */
export async function grieveOwn(
  viewer: Viewer,
  portal: Portal,
  reference: string,
  { formId, seen, words }: Sent,
): Promise<CaseActDone> {
  const { personId } = viewer;
  return actOnOwnCase(viewer, portal, reference, { formId }, async (hand) => {
    const { act: about, standing, today } = hand;
    const issue = standing.actOf(about);
    if (!issue || !isGrievable(hand, about)) {
      return { refused: "A grievance is about a measure, and is filed once" };
    }
    if (!words) return { refused: "Write what you do not agree with, and why", field: "words" };
    const news = newForRespondent(hand, personId, seen);
    if (news) return { refused: news };
    const until = await grieveUntil(portal, issue.on);
    const choice = today <= until ? "in-time" : "late";
    const dueOn = await concludeBy(portal, today);
    return [{ act: "grieved", about, personId, choice, dueOn, said: { words, on: today } }];
  });
}

/** What was issued is a measure about which no grievance was filed yet. */
export function isGrievable({ standing }: Pick<CaseInHand, "standing">, issued: number): boolean {
  const issue = standing.actOf(issued);
  return (
    issue?.act === "issued" &&
    standing.isMeasure(issue.about ?? 0) &&
    !standing.has(issued, "grieved")
  );
}
