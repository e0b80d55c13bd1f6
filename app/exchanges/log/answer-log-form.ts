import type { Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import { receiveEvidence } from "../../evidence-files/receive-evidence.ts";
import { removeStagedEvidence } from "../../evidence-files/staged-evidence.ts";
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

/** What became of a posted log. */
export type LogAnswer =
  | { logged: string }
  | { draft: OpenLogDraft; saved: "saved" | "changed" }
  | { draft: OpenLogDraft; refusal: FormRefusal; status: 400 | 409 };

/**
 * Takes a posted log: files as they stream in, then what was typed, all of it into the draft before anything is
 * looked at; then what its button asks. Undefined where there is no such draft for this viewer, nor can be.
 */
export async function answerLogForm(
  viewer: Viewer,
  portal: Portal,
  { id, request, url }: { id: string; request: Request; url: URL },
): Promise<LogAnswer | undefined> {
  const before = await readLoggedNumber(viewer, portal.db, id);
  if (before) return { logged: before };
  const draft = await draftOf(viewer, portal, id, url);
  if (!draft) return undefined;
  const { fields, refused } = await receiveEvidence(portal, request, { draft: takingFiles(draft) });
  // What a broken request did not bring stays as it was.
  const typed = Object.fromEntries(
    logFields.map((name) => [name, fields[name] ?? draft.typed[name] ?? ""]),
  );
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

/** The draft of an address, begun when its form is posted for the first time. */
async function draftOf(viewer: Viewer, portal: Portal, id: string, url: URL) {
  const known = await openLogDraft(viewer, portal, id);
  const about = aboutOf(url.searchParams);
  if (known || !about) return known;
  const exchange =
    "request" in about ? await openExchange(viewer, portal, about.request) : undefined;
  return openOrBeginLogDraft(viewer, portal, id, { about, exchangeId: exchange?.id ?? null });
}
