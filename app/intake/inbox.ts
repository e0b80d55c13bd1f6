import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../keyset.ts";
import type { Portal } from "../portal.ts";
import { decryptJson } from "../secrecy/encrypt.ts";
import type { Answers, ReportChannel, ReportKind } from "./answers.ts";
import { placeOf } from "./file-violation-report.ts";
import { isFoundBy } from "./found-by-search.ts";
import type { InboxFilter } from "./inbox-filter.ts";
import { whatIsMissing } from "./missing.ts";
import { readReportAccess } from "./report-access.ts";
import {
  isAcknowledged,
  isAnswerAwaited,
  isIn,
  isNew,
  isOpened,
  isUnopenedBy,
  isUrgentStill,
  joinedNumber,
  type ReportState,
  stateOf,
} from "./report-state.ts";
import { type ToldApart, tellApart } from "./told-apart.ts";
import { countedUpTo } from "./words.ts";

/** A report as the inbox lists it. */
export type ListedReport = {
  number: string;
  kind: ReportKind;
  channel: ReportChannel;
  state: ReportState;
  isUrgent: boolean;
  filedOn: Day;
  acknowledgeBy: Day;
  isAcknowledged: boolean;
  /** The last message is the reporter's. */
  isAnswerAwaited: boolean;
  /** This viewer has not opened it, and nobody has acknowledged it. */
  isUnopened: boolean;
  about: ToldApart;
  /** Number of the report it is joined with. */
  joinedWith: string | null;
  missing: string[];
};

const byAge: Pick<Stretch, "columns" | "indexed"> = {
  columns: [
    { at: "r.filed_on", holds: "day" },
    { at: "r.id", holds: "uuid" },
  ],
  indexed: 2,
};

/**
 * The order of the inbox: urgent reports whose reporters have not heard from a person, who waits longest
 * first; then other new ones, likewise; then others that were opened; then all that are acknowledged, the
 * last first.
 */
export const inboxOrder: Stretch[] = [
  { ...byAge, of: isUrgentStill },
  { ...byAge, of: sql`not r.is_urgent and ${isNew}` },
  { ...byAge, of: sql`not r.is_urgent and ${isOpened}` },
  { ...byAge, of: isAcknowledged, falling: true },
];

/** A page of the reports the viewer handles, and how many there are: 1,001 stands for more than 1,000. */
export async function readInbox(
  viewer: Viewer,
  portal: Portal,
  filter: InboxFilter,
  { place, size = 50 }: { place: Place | null; size?: number },
): Promise<PageOf<ListedReport> & { clock: Clock; count: number }> {
  const { clock, isHandled } = await readReportAccess(viewer, portal);
  const isAsked = isAskedFor(portal, filter, isHandled);
  const [page, [counted]] = await Promise.all([
    readPage<InboxRow>(
      partsFor(filter, isHandled),
      { place, size },
      ({ key, where, order, limit }) =>
        portal.db.execute(sql`
        select ${columns(viewer, isHandled)}, cut.key from (
          select r.id, ${key} as key from violation_reports r
          where ${where} and ${isAsked} order by ${order} limit ${limit}
        ) cut join violation_reports r on r.id = cut.id join data_keys k on k.id = r.key_id
        order by ${order}`),
    ),
    portal.db.execute<{ count: number }>(sql`
      select count(*)::int as count from (
        select from violation_reports r where ${isAsked} and ${isHandled} limit ${countedUpTo + 1}
      ) found`),
  ]);
  const rows = page.rows.map((row) => listed(portal, row));
  return { ...page, rows, clock, count: counted?.count ?? 0 };
}

/**
 * The parts of the order, as this viewer reads them. What the acts say is cheap and is asked first of each row,
 * which the database would not know by itself. Parts without the state asked for are not looked through.
 */
function partsFor({ state }: InboxFilter, isHandled: SQL): Stretch[] {
  const parts =
    state && { new: [0, 1], opened: [0, 2], acknowledged: [3], joined: [0, 1, 2, 3] }[state];
  return inboxOrder.map((part, index) => {
    if (parts && !parts.includes(index)) return { ...part, of: sql`false` };
    return { ...part, of: sql`case when ${part.of} then ${isHandled} else false end` };
  });
}

function isAskedFor({ vault }: Portal, { q, state, kind, urgent }: InboxFilter, isHandled: SQL) {
  const conditions = [
    q ? isFoundBy(q, vault) : sql`true`,
    state ? isIn(state, isHandled) : sql`true`,
    kind ? sql`r.kind = ${kind}` : sql`true`,
    urgent ? sql`r.is_urgent` : sql`true`,
  ];
  return sql.join(conditions, sql` and `);
}

type InboxRow = Omit<ListedReport, "missing" | "about"> & {
  key: string[];
  id: string;
  keyId: string;
  wrappedKey: Uint8Array | null;
  wrappedBy: string | null;
  answers: Uint8Array;
  files: number;
};

const columns = (
  { personId }: Viewer,
  isHandled: SQL,
) => sql`r.id, r.number, r.kind, r.channel, r.answers,
  r.is_urgent as "isUrgent", r.filed_on::text as "filedOn", r.acknowledge_by::text as "acknowledgeBy",
  ${stateOf(isHandled)} as state, ${isAcknowledged} as "isAcknowledged",
  ${joinedNumber(isHandled)} as "joinedWith", ${isAnswerAwaited} as "isAnswerAwaited",
  ${isUnopenedBy(personId)} as "isUnopened",
  (select count(*)::int from held_evidence e where e.key_id = r.key_id) as files,
  k.id as "keyId", k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"`;

function listed({ vault }: Portal, row: InboxRow): ListedReport {
  const { key: _, id, keyId, wrappedKey, wrappedBy, answers, files, ...shown } = row;
  const key = vault.openDataKey({ id: keyId, wrappedKey, wrappedBy });
  const said = decryptJson<Answers>(key, placeOf("answers", id), answers);
  return { ...shown, about: tellApart(said), missing: whatIsMissing(said, files) };
}
