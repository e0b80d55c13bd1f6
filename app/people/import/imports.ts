import { sql } from "drizzle-orm";
import { isSeenBy } from "../../attestation/access.ts";
import type { Viewer } from "../../auth/viewer.ts";
import type { Day } from "../../days.ts";
import { type PageOf, type Place, readPage, type Stretch } from "../../keyset.ts";
import type { Portal } from "../../portal.ts";
import type { ImportField } from "./fields.ts";
import type { ImportCounts, ImportStage } from "./stage.ts";

/** An import as its page shows it. */
export type Import = {
  number: number;
  stage: ImportStage;
  fileName: string;
  fileDigest: string;
  size: number;
  effectiveOn: Day;
  /** The fields the file has a column for, and what it calls each of them. */
  fields: ImportField[];
  titles: string[];
  ignoredColumns: string[];
  receivedAt: Date;
  receivedBy: string;
  bytesRead: number;
  rowsRead: number;
  faults: number;
  counts: (ImportCounts & { leaving?: number }) | null;
  changesDigest: string | null;
  note: string | null;
  decidedAt: Date | null;
  decidedBy: string | null;
};

const columns = sql`i.number, i.stage, i.file_name as "fileName", i.file_digest as "fileDigest", i.size,
  i.effective_on::text as "effectiveOn", i.fields, i.titles, i.ignored_columns as "ignoredColumns",
  i.received_at as "receivedAt", r.given_name || ' ' || r.family_name as "receivedBy",
  i.bytes_read as "bytesRead", i.rows_read as "rowsRead", i.faults, i.counts,
  i.changes_digest as "changesDigest", i.note, i.decided_at as "decidedAt",
  d.given_name || ' ' || d.family_name as "decidedBy"`;
const joined = sql`directory_imports i join people r on r.id = i.received_by
  left join people d on d.id = i.decided_by`;

/** One import by its number; undefined where there is none, or none the viewer may see. */
export async function readImportFile(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<Import | undefined> {
  if (!/^[1-9]\d{0,8}$/.test(number)) return undefined;
  const [found] = await portal.db.execute<Import>(sql`
    select ${columns} from ${joined} where i.number = ${Number(number)} and ${isSeenBy(viewer)}`);
  return found && withMoments(found);
}

/** The latest imports, at most `size`, those before number `before` when it is given. */
export async function readImports(
  viewer: Viewer,
  portal: Portal,
  { before, size = 20 }: { before: number | null; size?: number },
): Promise<{ imports: Import[]; before: number | null }> {
  const found = await portal.db.execute<Import>(sql`
    select ${columns} from ${joined}
    where ${isSeenBy(viewer)} and (${before}::int is null or i.number < ${before}::int)
    order by i.number desc limit ${size + 1}`);
  const imports = found.slice(0, size).map(withMoments);
  return { imports, before: found.length > size ? (imports.at(-1)?.number ?? null) : null };
}

export type ImportFault = { row: number; column: string; mend: string };

/** The faults of an import by row, at most `limit` of them. */
export async function readFaults(
  viewer: Viewer,
  portal: Portal,
  number: number,
  limit: number | null,
): Promise<ImportFault[]> {
  return portal.db.execute<ImportFault>(sql`
    select row, "column", mend from directory_import_faults
    where import = ${number} and ${isSeenBy(viewer)}
    order by row, "column", mend limit ${limit}`);
}

/** A person a merge would change: what changes is [field, old, new]. */
export type ImportChange = {
  number: string;
  givenName: string;
  familyName: string;
  changes: [string, string | null, string | null][];
};

export type ChangeKind = "new" | "returning" | "changed" | "leaving";

/** The order of a list of changes, by name along its index. */
export const changeOrder: Stretch[] = [
  {
    columns: [
      { at: "c.sort_name", holds: "name" },
      { at: "c.person_id", holds: "uuid" },
    ],
    indexed: 2,
  },
];

/** A page of the changes of one kind. */
export async function readChanges(
  viewer: Viewer,
  portal: Portal,
  { number, kind }: { number: number; kind: ChangeKind },
  place: Place | null,
): Promise<PageOf<ImportChange & { key: string[] }>> {
  return readPage<ImportChange & { key: string[] }>(
    changeOrder,
    { place, size: 50 },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${key} as key, c.number, c.given_name as "givenName", c.family_name as "familyName",
          c.changes
        from directory_import_changes c
        where c.import = ${number} and c.kind = ${kind} and ${isSeenBy(viewer)} and ${where}
        order by ${order} limit ${limit}`),
  );
}

/** Somebody who works here and is not in the file; `lastOn` where HR says that they leave. */
export type AbsentPerson = {
  handle: string;
  givenName: string;
  familyName: string;
  department: string | null;
  position: string | null;
  lastOn: Day | null;
};

/** The order of those absent: by name. */
export const absentOrder: Stretch[] = [
  {
    columns: [
      { at: "p.sort_name", holds: "name" },
      { at: "p.id", holds: "uuid" },
    ],
    indexed: 2,
  },
];

/** A page of the people absent from a file that waits. */
export async function readAbsent(
  viewer: Viewer,
  portal: Portal,
  number: number,
  place: Place | null,
): Promise<PageOf<AbsentPerson & { key: string[] }>> {
  return readPage<AbsentPerson & { key: string[] }>(
    absentOrder,
    { place, size: 50 },
    ({ key, where, order, limit }) =>
      portal.db.execute(sql`
        select ${key} as key, p.handle, p.given_name as "givenName", p.family_name as "familyName",
          d.name as department, e.position, a.last_on::text as "lastOn"
        from directory_import_absences a join people p on p.id = a.person_id
          left join lateral (
            select department_id, position from employments
            where person_id = p.id and superseded_at is null order by from_on desc limit 1
          ) e on true
          left join departments d on d.id = e.department_id
        where a.import = ${number} and ${isSeenBy(viewer)} and ${where}
        order by ${order} limit ${limit}`),
  );
}

/** How many of those absent leave, as HR said so far. */
export async function countLeavers(
  viewer: Viewer,
  portal: Portal,
  number: number,
): Promise<number> {
  const [found] = await portal.db.execute<{ count: number }>(sql`
    select count(*)::int as count from directory_import_absences
    where import = ${number} and last_on is not null and ${isSeenBy(viewer)}`);
  return found?.count ?? 0;
}

/** Drizzle takes the date parsers off its client: moments arrive as text. */
function withMoments(row: Import): Import {
  return {
    ...row,
    receivedAt: new Date(row.receivedAt),
    decidedAt: row.decidedAt && new Date(row.decidedAt),
  };
}
