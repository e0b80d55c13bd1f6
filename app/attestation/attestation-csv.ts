import { stringify } from "csv-stringify/sync";
import { sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { Organization } from "../content/frozen-version.ts";
import { titleOf } from "../content/title-of.ts";
import { turnRollUps } from "../dashboard/turn-roll-ups.ts";
import type { Day } from "../days.ts";
import { wholeList } from "../keyset.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { asked, isAsked, lookUpAsked } from "./asked-attestations.ts";
import type { AttestationFilter } from "./attestation-filter.ts";
import { type Attestation, askedOrder, listedColumns } from "./attestations.ts";
import { stateWords } from "./state.ts";
import { gradeWords } from "./words.ts";

/** Rows fetched and written at a time: what an export of any size holds in memory. */
const batch = 1000;

/** A file as it is downloaded: RFC 4180 in UTF-8 with a byte order mark, which spreadsheets go by. */
export type Download = { name: string; body: ReadableStream<Uint8Array> };

/**
 * The attestations of a filter as a CSV file, streamed. A cell that a spreadsheet would take for a formula
 * begins with an apostrophe. That it was exported, by whom and by which filter, goes into the ledger first.
 */
export async function exportAttestations(
  viewer: Viewer,
  portal: Portal,
  filter: AttestationFilter,
): Promise<Download> {
  const organization = await portal.organization();
  const now = portal.now();
  const clock = await turnRollUps(portal);
  const day = clock.today;
  const { q, ...kept } = filter;
  await portal.db.transaction((tx) =>
    writeRecord(tx, {
      act: "export-attestations",
      by: viewer.personId,
      about: null,
      at: now,
      // What was searched for may be a name, which no record holds.
      facts: { day, filters: { ...kept, searched: q !== undefined } },
    }),
  );
  const lines = csvLines(viewer, portal, filter, organization, clock);
  return { name: `attestations-${day}.csv`, body: asStream(lines) };
}

/** Reads on only when the browser has taken what was sent, and stops reading when it goes away. */
function asStream(chunks: AsyncGenerator<Uint8Array>): ReadableStream<Uint8Array> {
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await chunks.next();
      if (done) controller.close();
      else controller.enqueue(value);
    },
    async cancel() {
      await chunks.return(undefined);
    },
  });
}

async function* csvLines(
  viewer: Viewer,
  portal: Portal,
  filter: AttestationFilter,
  organization: Organization,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const wanted = await lookUpAsked(portal.db, filter);
  const encoder = new TextEncoder();
  yield encoder.encode(`\uFEFF${stringify([headings], format)}`);
  for (const { where, order } of wholeList(askedOrder(wanted))) {
    const { sql: text, params } = new PgDialect().sqlToQuery(sql`
      select ${listedColumns(clock.today)}, a.reason,
        case when s.state = 'acknowledged' then s.settled_on::text end as "acknowledgedOn"
      from ${asked(filter)}
        join assignments a on a.id = s.assignment_id
        join people p on p.id = s.person_id
        join policy_versions v on v.id = s.version_id
        left join departments d on d.id = s.department_id
      where ${isAsked(viewer, wanted, clock)} and ${where}
      order by ${order}`);
    const cursor = portal.db.$client.unsafe<ExportedRow[]>(text, params as string[]).cursor(batch);
    for await (const rows of readAhead(cursor)) {
      yield encoder.encode(
        stringify(
          rows.map((row) => cells(row, organization)),
          format,
        ),
      );
    }
  }
}

/** Has the database at the next batch while this one is written and sent: one ahead, and no more. */
async function* readAhead<R>(batches: AsyncIterable<R>): AsyncGenerator<R> {
  const reading = batches[Symbol.asyncIterator]();
  let next = reading.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = reading.next();
      yield value;
    }
  } finally {
    // Who went away leaves a batch behind that was asked for.
    await next.catch(() => {});
    await reading.return?.();
  }
}

const format = {
  escape_formulas: true,
  record_delimiter: "windows",
  // Told which end a record has, the library would no longer quote a cell with another line end in it.
  quote_record_delimiter: true,
} as const;

const headings = [
  "Family name",
  "Given name",
  "Number",
  "Department",
  "Employment type",
  "Track",
  "Version",
  "State",
  "Due on",
  "Acknowledged on",
  "Grade",
  "Reason",
];

function cells(row: ExportedRow, { employmentTypes, tracks }: Organization): string[] {
  return [
    row.familyName,
    row.givenName,
    row.handle,
    row.department ?? "",
    row.type ? titleOf(employmentTypes, row.type) : "",
    titleOf(tracks, row.track),
    String(row.version),
    stateWords[row.state],
    row.dueOn,
    row.acknowledgedOn ?? "",
    row.grade ? gradeWords[row.grade] : "",
    row.reason,
  ];
}

type ExportedRow = Omit<Attestation, "id" | "acknowledgedAt"> & {
  acknowledgedOn: Day | null;
  reason: string;
};
