import { sql } from "drizzle-orm";
import type { OpenDraft } from "../../evidence-files/staged-evidence.ts";
import type { Portal } from "../../portal.ts";
import { type DraftKey, readDraft } from "../draft.ts";
import { type DraftBody, isSent } from "./draft-report.ts";

/** A reporter's draft as files are added to it: it takes them until its report is sent. */
export function openDraft(portal: Portal, draft: DraftKey): OpenDraft {
  return {
    ...draft,
    async hold(tx) {
      await tx.execute(sql`select from report_drafts where id = ${draft.id} for share`);
      const body = await readDraft<DraftBody>(portal, tx, draft);
      return body && isSent(body) ? { refused: sentMeanwhile } : null;
    },
  };
}

const sentMeanwhile =
  "came after the report was sent. Add it on the page you come back to with your receipt code";
