import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { FormRefusal } from "../../form.ts";
import type { Portal } from "../../portal.ts";
import type { PostTime, Reporter, ReportKind, Subject } from "../answers.ts";
import { carriedDraftKey, type DraftKey, readDraft, saveDraft } from "../draft.ts";
import type { ReceiptCode } from "../receipt-code.ts";
import type { Question } from "./questions.ts";

/** What somebody answered so far; a question not yet answered is not there. */
export type DraftReport = {
  /** Filed with it once, however often it is sent. */
  formId: string;
  /** Whether it is about something an employee posted: with "no" it is no report. */
  about?: "yes" | "not-sure" | "no";
  isUrgent?: boolean;
  kind?: ReportKind;
  what?: string;
  where?: {
    platforms: string[];
    other: string;
    addresses: string[];
    onChannel?: YesOrNo | undefined;
  };
  when?: PostTime;
  /** Empty: the reporter does not know. */
  who?: Subject[];
  recognizable?: string;
  /** In the words of the settings; empty: not sure. */
  rules?: string[];
  witnesses?: string;
  pasted?: string;
  contact?: Reporter;
  /** Made when the report is first sent. */
  code?: ReceiptCode;
  /** What was typed and is no answer yet, where somebody went back. */
  left?: Partial<Record<Question, FormRefusal["typed"]>>;
};

type YesOrNo = "yes" | "no" | "not-sure";

/** What is left of a draft once it was filed, until its writer says that they have the code. */
export type SentReport = { sent: true; code: ReceiptCode };

export type DraftBody = DraftReport | SentReport;

/** A draft with nothing in it. */
export function newDraft(): DraftReport {
  return { formId: randomUUID() };
}

/** The draft that belongs to a request's cookie; null when there is none any more. */
export async function draftOf(
  portal: Portal,
  request: Request,
): Promise<{ key: DraftKey; body: DraftBody } | null> {
  const key = carriedDraftKey(request.headers.get("Cookie"));
  const body = key && (await readDraft<DraftBody>(portal, portal.db, key));
  return body ? { key, body } : null;
}

export const isSent = (body: DraftBody): body is SentReport => "sent" in body;

/**
 * Changes a draft, one change after another: two answers given at once are both kept, and none is written
 * over the code of a report that was sent meanwhile. Null when the draft is gone.
 */
export async function changeDraft(
  portal: Portal,
  key: DraftKey,
  change: (draft: DraftReport) => DraftReport,
): Promise<DraftBody | null> {
  return portal.db.transaction(async (tx) => {
    await tx.execute(sql`select from report_drafts where id = ${key.id} for update`);
    const body = await readDraft<DraftBody>(portal, tx, key);
    if (!body || isSent(body)) return body;
    const changed = change(body);
    await saveDraft(portal, tx, key, changed);
    return changed;
  });
}
