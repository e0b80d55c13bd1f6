import type { Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import { receiveEvidence } from "../../evidence-files/receive-evidence.ts";
import { type OpenDraft, removeStagedEvidence } from "../../evidence-files/staged-evidence.ts";
import type { FormRefusal } from "../../form.ts";
import type { Portal } from "../../portal.ts";
import { readExchangeWords } from "../exchange-settings.ts";
import { openExchange } from "../open-exchange.ts";
import { fileLog } from "./file-log.ts";
import { aboutOf } from "./log-about.ts";
import {
  type OpenLogDraft,
  openLogDraft,
  openOrBeginLogDraft,
  readLoggedNumber,
  saveLogDraft,
  takingFiles,
} from "./log-draft.ts";
import { logFields, readLog } from "./log-form.ts";
import { readLogTarget } from "./log-target.ts";
import { partyField } from "./party-field.ts";

/** What became of a posted log. */
type LogAnswer =
  | { logged: string }
  | { draft: OpenLogDraft; saved: "saved" | "changed" }
  | { draft: OpenLogDraft; refusal: FormRefusal; status: 400 | 409 }
  | { notFound: string };

/**
 * Takes a posted log: files as they stream in, then what was typed, all of it into the draft before anything is
 * looked at; then what its button asks. Not found where there is no such draft for this viewer, nor can be, with the
 * words that were typed.
 */
export async function answerLogForm(
  viewer: Viewer,
  portal: Portal,
  { id, request, url }: { id: string; request: Request; url: URL },
): Promise<LogAnswer> {
  const before = await readLoggedNumber(viewer, portal.db, id);
  if (before) return { logged: before };
  const draft = await draftOf(viewer, portal, id, url);
  if (!draft) {
    const { fields } = await receiveEvidence(portal, request, { draft: nowhere });
    return { notFound: [fields.said, fields.advice].filter(Boolean).join("\n\n") };
  }
  const { fields, refused } = await receiveEvidence(portal, request, { draft: takingFiles(draft) });
  // What a broken request did not bring stays as it was.
  const typed: Record<string, string> = Object.fromEntries(
    logFields.map((name) => [name, fields[name] ?? draft.typed[name] ?? ""]),
  );
  const target = await readLogTarget(viewer, portal, draft.about);
  const boxes = (target?.between ?? []).map(({ handle }) => partyField(handle));
  // A box that is not ticked is not sent: the last field of the form says that it came whole.
  for (const box of boxes) typed[box] = (fields.whole ? fields[box] : draft.typed[box]) ?? "";
  draft.typed = typed;
  await saveLogDraft(portal, draft, typed);
  const files = Object.fromEntries(
    refused.map(({ sentence }, index) => [index === 0 ? "file" : `file-${index + 1}`, sentence]),
  );
  if (fields.remove) await removeStagedEvidence(portal, draft, fields.remove);
  if (fields.go !== "log" || fields.remove) {
    if (refused.length > 0) return { draft, refusal: { typed, errors: files }, status: 400 };
    return { draft, saved: fields.remove || fields.go === "add" ? "changed" : "saved" };
  }
  const [{ today }, { platforms }] = await Promise.all([
    clockOf(portal),
    readExchangeWords(portal),
  ]);
  const read = await readLog(typed, { today, platforms });
  if ("refusal" in read || refused.length > 0) {
    const errors = { ...("refusal" in read ? read.refusal.errors : {}), ...files };
    return { draft, refusal: { typed, errors }, status: 400 };
  }
  const seen = /^\d{1,4}$/.test(fields.seen ?? "") ? Number(fields.seen) : 0;
  const done = await fileLog(viewer, portal, draft, { report: read.value, seen });
  if ("number" in done) return { logged: done.number };
  return { draft, refusal: { typed, errors: { form: done.refused } }, status: 409 };
}

/** The draft of an address, begun when its form is posted for the first time about somebody of the viewer's. */
async function draftOf(viewer: Viewer, portal: Portal, id: string, url: URL) {
  const known = await openLogDraft(viewer, portal, id);
  const about = aboutOf(url.searchParams);
  if (known || !about) return known;
  const target = await readLogTarget(viewer, portal, about);
  if (!target) return undefined;
  const exchange =
    "request" in about ? await openExchange(viewer, portal, about.request) : undefined;
  const begun = { about, name: target.person.name, exchangeId: exchange?.id ?? null };
  return openOrBeginLogDraft(viewer, portal, id, begun);
}

/** Takes no file. */
const nowhere: OpenDraft = {
  ...{ id: "00000000-0000-4000-8000-000000000000", key: new Uint8Array(32) },
  hold: async () => ({ refused: "came with a log that is not there" }),
};
