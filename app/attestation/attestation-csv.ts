import { type SQL, sql } from "drizzle-orm";
import { asStream } from "../as-stream.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { Organization } from "../content/frozen-version.ts";
import { copyOut } from "../copy-out.ts";
import { turnRollUps } from "../dashboard/turn-roll-ups.ts";
import { wholeList } from "../keyset.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { asked, isAsked, lookUpAsked } from "./asked-attestations.ts";
import type { AttestationFilter } from "./attestation-filter.ts";
import { askedOrder } from "./attestations.ts";
import { standingState } from "./standing-in-sql.ts";
import { stateWords } from "./state.ts";
import { gradeWords } from "./words.ts";

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

async function* csvLines(
  viewer: Viewer,
  portal: Portal,
  filter: AttestationFilter,
  { employmentTypes, tracks }: Organization,
  clock: Clock,
): AsyncGenerator<Uint8Array> {
  const wanted = await lookUpAsked(portal.db, filter);
  yield new TextEncoder().encode(`\uFEFF${headings.join(",")}\r\n`);
  for (const { where, order } of wholeList(askedOrder(wanted))) {
    yield* copyOut(
      portal.db.$client,
      sql`
      select ${plain("p.family_name")}, ${plain("p.given_name")}, ${plain("p.handle")}, ${plain("d.name")},
        ${worded(sql`s.type::text`, titlesOf(employmentTypes))}, ${worded(sql`s.track`, titlesOf(tracks))},
        v.number, ${worded(standingState(clock.today), stateWords)}, s.due_on,
        case when s.state = 'acknowledged' then s.settled_on end,
        ${worded(sql`(select k.grade::text from acknowledgements k where k.assignment_id = s.assignment_id)`, gradeWords)},
        ${plain("a.reason")}
      from ${asked(filter)}
        join assignments a on a.id = s.assignment_id
        join people p on p.id = s.person_id
        join policy_versions v on v.id = s.version_id
        left join departments d on d.id = s.department_id
      where ${isAsked(viewer, wanted, clock)} and ${where}
      order by ${order}`,
    );
  }
}

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
  "Reason, as told to them",
];

/** What a spreadsheet takes for the beginning of a formula, as OWASP lists it. */
const formulaSigns = "=+-@\t\r＝＋－＠";

/** A column that a spreadsheet takes for words, whatever it holds. */
function plain(column: string): SQL {
  const text = sql.raw(column);
  return sql`case when ${text} <> '' and strpos(${formulaSigns}, left(${text}, 1)) > 0
    then '''' || ${text} else ${text} end`;
}

/** An id in the words for it, or as it is where there are none. */
function worded(id: SQL, words: Record<string, string>): SQL {
  return sql`coalesce(${JSON.stringify(words)}::jsonb ->> (${id}), ${id})`;
}

const titlesOf = (titled: { id: string; title: string }[]) =>
  Object.fromEntries(
    titled.map(({ id, title }) => [id, title.replace(/^(?=[=+\-@\t\r＝＋－＠])/, "'")]),
  );
