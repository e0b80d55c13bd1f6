import { sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import type { Portal } from "../portal.ts";
import type { OpenCase } from "./open-case.ts";
import { openOwnNotice } from "./own-notices.ts";

/**
 * The files a respondent sent to their case themselves, in order: none of anybody else's, and none that came to the
 * case with a report.
 */
export async function listOwnEvidence(
  portal: Portal,
  db: Executor,
  kase: OpenCase,
): Promise<Evidence[]> {
  const rows = await db.execute<{ id: string }>(sql`
    select h.file_id as id from held_evidence h
    where h.key_id = ${kase.keyId} and h.by = ${kase.respondentId ?? null}::uuid and not exists (
      select from held_evidence o where o.file_id = h.file_id and o.key_id <> h.key_id
    )`);
  const own = new Set(rows.map(({ id }) => id));
  if (own.size === 0) return [];
  return (await listEvidence(portal, db, kase)).filter(({ id }) => own.has(id));
}

/** The case of something given to the viewer, where the file is one they sent to it; otherwise there is none. */
export async function openOwnFile(
  viewer: Pick<Viewer, "personId">,
  portal: Portal,
  reference: string,
  file: string,
): Promise<OpenCase | undefined> {
  const own = await openOwnNotice(viewer, portal, reference);
  const files = own ? await listOwnEvidence(portal, portal.db, own.kase) : [];
  return files.some(({ id }) => id === file) ? own?.kase : undefined;
}
