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
  isIn,
  isNew,
  isOpened,
  joinedNumber,
  type ReportState,
  stateOf,
} from "./report-state.ts";
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
 * The order of the inbox: new reports, urgent ones before others, who waits longest first; then those that were opened, whose reporters
 * wait for a person's word, likewise; then all others, the last first.
 */
export const inboxOrder: Stretch[] = [
  { ...byAge, of: sql`${isNew} and r.is_urgent` },
  { ...byAge, of: sql`${isNew} and not r.is_urgent` },
  { ...byAge, of: isOpened },
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
        select ${columns(isHandled)}, cut.key from (
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
  const parts = state && { new: [0, 1], opened: [2], acknowledged: [3], joined: [2, 3] }[state];
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

type InboxRow = Omit<ListedReport, "missing"> & {
  key: string[];
  id: string;
  keyId: string;
  wrappedKey: Uint8Array | null;
  wrappedBy: string | null;
  answers: Uint8Array;
  files: number;
};

const columns = (isHandled: SQL) => sql`r.id, r.number, r.kind, r.channel, r.answers,
  r.is_urgent as "isUrgent", r.filed_on::text as "filedOn", r.acknowledge_by::text as "acknowledgeBy",
  ${stateOf(isHandled)} as state, ${isAcknowledged} as "isAcknowledged",
  ${joinedNumber(isHandled)} as "joinedWith", coalesce((
    select m.author = 'reporter' from report_messages m
    where m.report_id = r.id order by m.position desc limit 1
  ), false) as "isAnswerAwaited",
  (select count(*)::int from report_evidence e where e.report_id = r.id) as files,
  k.id as "keyId", k.wrapped_key as "wrappedKey", k.wrapped_by as "wrappedBy"`;

function listed({ vault }: Portal, row: InboxRow): ListedReport {
  const { key: _, id, keyId, wrappedKey, wrappedBy, answers, files, ...shown } = row;
  const key = vault.openDataKey({ id: keyId, wrappedKey, wrappedBy });
  const said = decryptJson<Answers>(key, placeOf("answers", id), answers);
  return { ...shown, missing: whatIsMissing(said, files) };
}
