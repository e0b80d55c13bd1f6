import { and, desc, eq, gt, lte } from "drizzle-orm";
import { exchangeActs, exchangeDrafts, exchanges } from "#drizzle/schema/exchanges.ts";
import type { Viewer } from "../../auth/viewer.ts";
import { clockOf } from "../../clock.ts";
import { addDays, type Day } from "../../days.ts";
import type { Executor } from "../../db.ts";
import {
  type OpenDraft,
  readStagedEvidence,
  removeStagedEvidence,
} from "../../evidence-files/staged-evidence.ts";
import type { DraftKey } from "../../intake/draft.ts";
import type { Portal } from "../../portal.ts";
import { decryptJson, encryptJson, type Place } from "../../secrecy/encrypt.ts";
import type { LogAbout } from "./log-about.ts";

/** A log somebody is writing: whom it is about, and what they typed, by field. Stored encrypted, whole. */
type LogDraft = {
  about: LogAbout;
  /** The name of whom it is about, as its writer read it when they were theirs. */
  name?: string;
  typed: Record<string, string>;
};

/** A draft as its writer opened it, with the key of its files. */
export type OpenLogDraft = LogDraft & DraftKey & { savedAt: Date; expiresOn: Day };

/** Days a draft stays after it was saved last. */
const kept = 30;

/** The draft of this id, for who writes it; undefined to everybody else, and when it is gone. */
export async function openLogDraft(
  { personId }: Viewer,
  portal: Portal,
  id: string,
  db: Executor = portal.db,
): Promise<OpenLogDraft | undefined> {
  if (!isDraftId(id)) return undefined;
  const { today } = await clockOf(portal);
  const [row] = await db
    .select()
    .from(exchangeDrafts)
    .where(
      and(
        eq(exchangeDrafts.id, id),
        eq(exchangeDrafts.by, personId),
        gt(exchangeDrafts.expiresOn, today),
      ),
    );
  return row && opened(portal, row);
}

/**
 * The draft of this id, made with a key of its own when its form is posted for the first time; undefined when
 * the id is somebody else's, or was used.
 */
export async function openOrBeginLogDraft(
  viewer: Viewer,
  portal: Portal,
  id: string,
  { exchangeId, ...begun }: Omit<LogDraft, "typed"> & { exchangeId: string | null },
): Promise<OpenLogDraft | undefined> {
  if (!isDraftId(id)) return undefined;
  const known = await openLogDraft(viewer, portal, id);
  if (known) return known;
  const { key, row } = portal.vault.newDataKey(id);
  const { wrappedKey, wrappedBy } = row;
  if (!wrappedKey || !wrappedBy) throw new Error("The key of a draft was not wrapped.");
  await portal.db
    .insert(exchangeDrafts)
    .values({
      ...{ id, by: viewer.personId, exchangeId, wrappedKey, wrappedBy },
      ...(await sealed(portal, { id, key }, { ...begun, typed: {} })),
    })
    .onConflictDoNothing();
  return openLogDraft(viewer, portal, id);
}

/** Keeps what was typed for another 30 days. Of a draft that is gone nothing. */
export async function saveLogDraft(
  portal: Portal,
  { id, key, about, name }: OpenLogDraft,
  typed: LogDraft["typed"],
): Promise<void> {
  await portal.db
    .update(exchangeDrafts)
    .set(
      await sealed(
        portal,
        { id, key },
        { about, ...(name ? { name } : {}), typed: keepable(typed) },
      ),
    )
    .where(eq(exchangeDrafts.id, id));
}

/** Deletes a draft with its files. */
export async function deleteLogDraft(portal: Portal, draft: OpenLogDraft): Promise<void> {
  await portal.db.delete(exchangeDrafts).where(eq(exchangeDrafts.id, draft.id));
  for (const { id } of await readStagedEvidence(portal, draft)) {
    await removeStagedEvidence(portal, draft, id);
  }
}

/** The viewer's drafts, the one saved last first. */
export async function readLogDrafts({ personId }: Viewer, portal: Portal): Promise<OpenLogDraft[]> {
  const { today } = await clockOf(portal);
  const rows = await portal.db
    .select()
    .from(exchangeDrafts)
    .where(and(eq(exchangeDrafts.by, personId), gt(exchangeDrafts.expiresOn, today)))
    .orderBy(desc(exchangeDrafts.savedAt))
    .limit(50);
  return rows.map((row) => opened(portal, row));
}

/** The id of the viewer's draft about an exchange, the one saved last; null without one. */
export async function readDraftAbout(
  { personId }: Viewer,
  portal: Portal,
  { id: exchangeId }: { id: string },
): Promise<string | null> {
  const { today } = await clockOf(portal);
  const [row] = await portal.db
    .select({ id: exchangeDrafts.id })
    .from(exchangeDrafts)
    .where(
      and(
        ...[eq(exchangeDrafts.by, personId), eq(exchangeDrafts.exchangeId, exchangeId)],
        gt(exchangeDrafts.expiresOn, today),
      ),
    )
    .orderBy(desc(exchangeDrafts.savedAt))
    .limit(1);
  return row?.id ?? null;
}

/** Removes drafts whose time is over; the sweeper follows with their files. */
export async function removeOldLogDrafts(portal: Portal): Promise<void> {
  const { today } = await clockOf(portal);
  await portal.db.delete(exchangeDrafts).where(lte(exchangeDrafts.expiresOn, today));
}

/** A draft as files are added to it: it takes them until it was logged or deleted. */
export function takingFiles({ id, key }: OpenLogDraft): OpenDraft {
  return {
    ...{ id, key },
    async hold(tx) {
      const held = await tx
        .select({ id: exchangeDrafts.id })
        .from(exchangeDrafts)
        .where(eq(exchangeDrafts.id, id))
        .for("share");
      return held.length > 0
        ? null
        : { refused: "came after the exchange was logged, or its draft deleted" };
    },
  };
}

/** The number of the exchange this draft became, or null. */
export async function readLoggedNumber(
  { personId }: Viewer,
  db: Executor,
  id: string,
): Promise<string | null> {
  if (!isDraftId(id)) return null;
  const [found] = await db
    .select({ number: exchanges.number })
    .from(exchangeActs)
    .innerJoin(exchanges, eq(exchanges.id, exchangeActs.exchangeId))
    .where(
      and(
        ...[eq(exchangeActs.formId, id), eq(exchangeActs.act, "logged")],
        eq(exchangeActs.by, personId),
      ),
    );
  return found?.number ?? null;
}

const isDraftId = (id: string) =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(id);

function opened({ vault }: Portal, row: typeof exchangeDrafts.$inferSelect): OpenLogDraft {
  const { id, wrappedKey, wrappedBy, body, savedAt, expiresOn } = row;
  const key = vault.openDataKey({ id, wrappedKey, wrappedBy });
  return { id, key, savedAt, expiresOn, ...decryptJson<LogDraft>(key, placeOf(id), body) };
}

async function sealed(portal: Portal, { id, key }: DraftKey, draft: LogDraft) {
  const { today } = await clockOf(portal);
  return {
    body: encryptJson(key, placeOf(id), draft),
    savedAt: portal.now(),
    expiresOn: addDays(today, kept),
  };
}

/** Characters of control take six bytes as JSON: without them whatever a form can carry fits the row. */
function keepable(typed: LogDraft["typed"]): LogDraft["typed"] {
  const plain = (text: string) => text.replace(/(?![\n\r\t])\p{Cc}/gu, " ").slice(0, 131_072);
  return Object.fromEntries(Object.entries(typed).map(([name, text]) => [name, plain(text)]));
}

const placeOf = (row: string): Place => ({ table: "exchange_drafts", column: "body", row });
