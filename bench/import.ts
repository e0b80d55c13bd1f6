import { randomUUID } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import postgres, { type Sql } from "postgres";
import { openDatabase } from "#app/db.ts";
import { formRecord } from "#app/ledger/record.ts";
import { startMerge } from "#app/people/import/decide-import.ts";
import { readImportFile } from "#app/people/import/imports.ts";
import { mergeImport } from "#app/people/import/merge-import.ts";
import { readImport } from "#app/people/import/read-import.ts";
import { receiveImport } from "#app/people/import/receive-import.ts";
import { migrateDatabase } from "#server/migrate.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { type Measure, median, round } from "./measure.ts";
import { makeHome, startServer } from "./town.ts";

const size = 50_000;
const rounds = 3;

/**
 * A directory of 50,000 rows is read, checked, previewed and merged, from the bytes of the file to the
 * commit. The floor fills a table by COPY and merges it with bare SQL into the same tables, with the same
 * triggers and one ledger record with a digest. Each round has databases of its own.
 */
export const importMeasure: Measure = {
  id: "import",
  goal: { atMost: 2 },
  unit: "times the floor",
  async run(leftovers) {
    const home = await makeHome(leftovers);
    const server = await startServer(leftovers, home);
    await migrateDatabase(server.ownerUrl);
    await appointHr(server.ownerUrl);
    const file = Buffer.from(directory());
    const taken: { floor: number; ours: number; again: number }[] = [];
    let moreMemory = 0;
    for (let count = 0; count < rounds; count++) {
      const [oursUrl, floorUrl] = await copyDatabases(server.superuserUrl, count);
      const floor = await bareMerge(floorUrl(server.ownerUrl), file);
      const before = process.memoryUsage.rss();
      const ours = await importFile(home, oursUrl(server.portalUrl), file);
      const again = await importFile(home, oursUrl(server.portalUrl), file);
      moreMemory = Math.max(moreMemory, process.memoryUsage.rss() - before);
      taken.push({ floor, ours: ours.seconds, again: again.seconds });
      await expectSame(oursUrl(server.ownerUrl), floorUrl(server.ownerUrl));
      if (ours.counts?.new !== size || again.counts?.unchanged !== size) {
        throw new Error(`Not merged as expected: ${JSON.stringify([ours, again])}`);
      }
    }
    return {
      value: median(taken.map(({ ours, floor }) => ours / floor)),
      beside: [
        {
          name: "again",
          value: median(taken.map(({ again, ours }) => again / ours)),
          unit: "times the first run",
          goal: { atMost: 1 },
        },
      ],
      detail: {
        seconds: taken.map(({ ours }) => round(ours)).join(" "),
        floorSeconds: taken.map(({ floor }) => round(floor)).join(" "),
        againSeconds: taken.map(({ again }) => round(again)).join(" "),
        moreMemoryMiB: round(moreMemory / 2 ** 20),
        seeded: `${size} new people, ${round(file.length / 2 ** 20)} MiB of CSV; then the same file again`,
      },
    };
  },
};

/** A made-up directory: everybody but one reports to somebody, some leave, some are on leave. */
function directory(): string {
  const types = ["Permanent", "Part-time", "Casual", "Seasonal"];
  const titles =
    "Employee number,Given name,Family name,E-mail,Department,Position,Employment type,Supervisor's employee number,Start date,End date,On leave from,On leave to";
  const rows = Array.from({ length: size }, (_, n) => {
    const number = 100_000 + n;
    const day = (from: number) =>
      new Date(Date.UTC(2015, 0, 1) + from * 86_400_000).toISOString().slice(0, 10);
    const until = n % 10 === 3 ? day(5000 + (n % 400)) : "";
    const leave = n % 20 === 4 ? `${day(4000)},${day(4400)}` : ",";
    return [
      ...[number, `Robin${n % 900}`, `Benchley-${n}`, n % 5 ? `robin.${n}@example.org` : ""],
      ...[`Department ${n % 200}`, `Position ${n % 70}`, types[n % 4]],
      ...[n === 0 ? "" : 100_000 + Math.floor((n - 1) / 10), day(n % 3600), until, leave],
    ].join(",");
  });
  return [titles, ...rows].join("\r\n");
}

async function appointHr(ownerUrl: string): Promise<void> {
  const owner = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await owner`
    with hr as (
      insert into people (handle, given_name, family_name, is_outside, search_words, created_at)
      values ('X-HR', 'Hanna', 'Rask', true, 'hanna rask', now()) returning id
    )
    insert into grants (person_id, role, granted_at) select id, 'hr-training', now() from hr`;
  await owner.end();
}

/** Two copies of the empty directory for a round, as functions from a server's address to the copy's. */
async function copyDatabases(superuserUrl: string, count: number) {
  const admin = postgres(superuserUrl, { max: 1, onnotice: () => {} });
  const copies = ["ours", "floor"].map((name) => `signpost_${name}_${count}`);
  for (const copy of copies) {
    await admin.unsafe(`create database ${copy} template signpost owner signpost_owner`);
  }
  await admin.end();
  const at = (copy?: string) => (url: string) => url.replace(/\/signpost$/, `/${copy}`);
  return [at(copies[0]), at(copies[1])] as const;
}

async function importFile(home: string, url: string, bytes: Uint8Array) {
  const sql = postgres(url, { max: 4, onnotice: () => {} });
  try {
    const db = openDatabase(sql);
    const settings = readSettings({ SIGNPOST_HOME: home, LOG_LEVEL: "silent" });
    const now = () => new Date();
    const portal = await openPortal(
      settings,
      { db, portal: sql },
      { now, publicUrl: "http://127.0.0.1" },
    );
    const [hr] = await sql`select id from people where handle = 'X-HR'`;
    const named = { handle: "X-HR", givenName: "Hanna", familyName: "Rask" };
    const viewer = {
      ...{
        ...named,
        personId: hr?.id,
        roles: [],
        isSupervisor: false,
        isInvestigator: false,
        sessionId: "",
      },
      ...({ method: "password", hasSecondFactor: false } as const),
    };
    await portal.organization();
    const began = performance.now();
    const upload = { name: "directory.csv", bytes };
    const form = { upload, effectiveOn: "2026-11-23", formId: randomUUID() };
    const received = await receiveImport(viewer, portal, form);
    if ("refused" in received) throw new Error(received.refused);
    await readImport(portal, received.number);
    const read = await readImportFile(viewer, portal, String(received.number));
    await startMerge(viewer, portal, received.number, read?.changesDigest ?? "");
    await mergeImport(portal, received.number);
    const seconds = (performance.now() - began) / 1000;
    const merged = await readImportFile(viewer, portal, String(received.number));
    if (merged?.stage !== "merged") throw new Error(`The file is ${merged?.stage}.`);
    return { seconds, counts: merged.counts };
  } finally {
    await sql.end();
  }
}

async function bareMerge(url: string, file: Buffer): Promise<number> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const began = performance.now();
    await sql.begin((tx) => bareStatements(tx, file));
    return (performance.now() - began) / 1000;
  } finally {
    await sql.end();
  }
}

async function bareStatements(tx: postgres.TransactionSql, file: Buffer): Promise<void> {
  await tx`
    create table floor_file (number text, given_name text, family_name text, email text, department text,
      position text, type text, supervisor text, from_on date, until_on date, leave_from date,
      leave_until date)`;
  const into = await tx`copy floor_file from stdin (format csv, header)`.writable();
  await pipeline(Readable.from([file]), into);
  await tx`analyze floor_file`;
  await tx`insert into departments (name) select distinct department from floor_file`;
  await tx`
    insert into people
      (handle, employee_number, given_name, family_name, email, search_words, created_at)
    select number, number, given_name, family_name, email,
      lower(concat_ws(' ', given_name, replace(family_name, '-', ' '), number,
        regexp_replace(email, '[^a-zA-Z0-9]+', ' ', 'g'))), now()
    from floor_file`;
  await tx`
    insert into employments (person_id, department_id, position, type, supervisor_id, from_on, until_on,
      recorded_at, recorded_by)
    select p.id, d.id, f.position, lower(f.type)::employment_type, s.id, f.from_on, f.until_on, now(),
      (select id from people where handle = 'X-HR')
    from floor_file f join people p on lower(p.employee_number) = lower(f.number)
      join departments d on d.name = f.department
      left join people s on lower(s.employee_number) = lower(f.supervisor)`;
  await tx`
    insert into leaves (person_id, from_on, until_on, recorded_at, recorded_by)
    select p.id, f.leave_from, f.leave_until, now(), (select id from people where handle = 'X-HR')
    from floor_file f join people p on lower(p.employee_number) = lower(f.number)
    where f.leave_from is not null`;
  const [list] = await tx`
    select encode(sha256(convert_to(string_agg(f::text, E'\n' order by number collate "C"), 'UTF8')),
      'hex') as digest
    from floor_file f`;
  const facts = { import: 1, changes: list?.digest, file: "" };
  const at = new Date();
  const { id, body } = formRecord({ act: "import-directory", by: null, about: null, at, facts });
  await tx`
    with record as (
      insert into ledger_records (id, act, recorded_at, body)
      values (${id}, 'import-directory', ${at}, ${body}) returning id
    )
    insert into ledger_unsealed (record_id) select id from record`;
}

/** Throws unless both directories say the same of everybody. */
async function expectSame(oursUrl: string, floorUrl: string): Promise<void> {
  const digests = [];
  for (const url of [oursUrl, floorUrl]) {
    const sql: Sql = postgres(url, { max: 1, onnotice: () => {} });
    const [found] = await sql`
      select md5(string_agg(concat_ws('|', p.handle, p.sort_name, p.email, p.search_words, d.name,
        e.position, e.type, s.handle, e.from_on, e.until_on, l.from_on, l.until_on), ','
        order by p.handle)) as digest
      from people p join employments e on e.person_id = p.id join departments d on d.id = e.department_id
        left join people s on s.id = e.supervisor_id left join leaves l on l.person_id = p.id`;
    digests.push(found?.digest);
    await sql.end();
  }
  if (digests[0] !== digests[1]) throw new Error("Floor and portal merged different things.");
}
