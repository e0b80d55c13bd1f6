import { randomUUID } from "node:crypto";
import type { Viewer } from "#app/auth/viewer.ts";
import { chooseLeavers } from "#app/people/import/choose-leavers.ts";
import { startMerge } from "#app/people/import/decide-import.ts";
import {
  type ChangeKind,
  readChanges,
  readFaults,
  readImportFile,
} from "#app/people/import/imports.ts";
import { receiveImport } from "#app/people/import/receive-import.ts";
import type { testPortal } from "#tests/support/portal.ts";

/** The columns of a whole file, as the portal names them. */
export const columns = [
  "Employee number",
  "Given name",
  "Family name",
  "E-mail",
  "Department",
  "Position",
  "Employment type",
  "Supervisor's employee number",
  "Start date",
  "End date",
  "On leave from",
  "On leave to",
];

/** One row of a file: what is not said is a permanent labourer in Public Works since 2024. */
export type Row = {
  number: string;
  given?: string;
  family?: string;
  email?: string;
  department?: string;
  position?: string;
  type?: string;
  supervisor?: string;
  from?: string;
  until?: string;
  leaveFrom?: string;
  leaveUntil?: string;
};

/** A row as cells, in the order of `columns`. */
export function cells(row: Row): string[] {
  const { number, given = "Alex", family = "Example", email = "", supervisor = "" } = row;
  const { department = "Public Works", position = "Labourer", type = "Permanent" } = row;
  const { from = "2024-01-01", until = "", leaveFrom = "", leaveUntil = "" } = row;
  const work = [department, position, type, supervisor, from, until];
  return [number, given, family, email, ...work, leaveFrom, leaveUntil];
}

/** A file as text, every cell in quotes. */
export function csv(rows: Row[], { titles = columns, delimiter = "," } = {}): string {
  const line = (values: string[]) =>
    values.map((value) => `"${value.replaceAll('"', '""')}"`).join(delimiter);
  return [titles, ...rows.map(cells)].map(line).join("\r\n");
}

/** What HR does with files, without the pages. */
export function importKit(city: ReturnType<typeof testPortal>, hr: () => Viewer) {
  const receive = (file: string | Uint8Array, effectiveOn = "2026-11-23") =>
    receiveImport(hr(), city.portal, {
      upload: {
        name: "directory.csv",
        bytes: typeof file === "string" ? new TextEncoder().encode(file) : file,
      },
      effectiveOn,
      formId: randomUUID(),
    });
  const find = async (number: number) => {
    const found = await readImportFile(hr(), city.portal, String(number));
    if (!found) throw new Error(`There is no import ${number}.`);
    return found;
  };
  const work = async () => {
    await city.runJobs();
    const [failed] = await city.database.owner`
      select last_error from graphile_worker._private_jobs where last_error is not null`;
    if (failed) throw new Error(failed.last_error);
  };
  return {
    receive,
    find,
    /** Sends a file and has it read. */
    async read(file: string | Uint8Array | Row[], effectiveOn?: string) {
      const received = await receive(Array.isArray(file) ? csv(file) : file, effectiveOn);
      if ("refused" in received) throw new Error(received.refused);
      await work();
      return find(received.number);
    },
    /** Merges what waits; answers with the import as it is then. */
    async merge(number: number) {
      const { changesDigest } = await find(number);
      const started = await startMerge(hr(), city.portal, number, changesDigest ?? "");
      if ("refused" in started) throw new Error(started.refused);
      await work();
      return find(number);
    },
    leave: (number: number, handles: string[], lastOn: string | null) =>
      chooseLeavers(hr(), city.portal, number, { handles, lastOn }),
    async faults(number: number) {
      return (await readFaults(hr(), city.portal, number, null)).map(
        ({ row, column, mend }) => `${row} ${column}: ${mend}`,
      );
    },
    async changes(number: number, kind: ChangeKind) {
      return (await readChanges(hr(), city.portal, { number, kind }, null)).rows;
    },
    /** The periods of work of a number that are in force: "from until department position". */
    async work(handle: string) {
      const rows = await city.database.owner`
        select e.from_on::text as "fromOn", e.until_on::text as "untilOn", d.name as department,
          e.position, s.handle as supervisor
        from employments e join people p on p.id = e.person_id
          join departments d on d.id = e.department_id left join people s on s.id = e.supervisor_id
        where p.handle = ${handle} and e.superseded_at is null order by e.from_on`;
      return rows.map((row) =>
        [row.fromOn, row.untilOn ?? "…", row.department, row.position, row.supervisor]
          .filter(Boolean)
          .join(" "),
      );
    },
    async leaves(handle: string) {
      const rows = await city.database.owner`
        select l.from_on::text as "fromOn", l.until_on::text as "untilOn"
        from leaves l join people p on p.id = l.person_id
        where p.handle = ${handle} and l.superseded_at is null order by l.from_on`;
      return rows.map(({ fromOn, untilOn }) => `${fromOn} ${untilOn ?? "…"}`);
    },
  };
}
