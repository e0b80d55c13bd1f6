import { randomBytes, randomUUID } from "node:crypto";
import { cp, mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { runMigrations } from "graphile-worker";
import postgres from "postgres";
import { expect, inject, onTestFinished, test } from "vitest";
import { openDatabase } from "#app/db.ts";
import { describeFile, newFileKey, wrapFileKey } from "#app/evidence-files/file-key.ts";
import { listEvidence } from "#app/evidence-files/list-evidence.ts";
import { decryptJson, encryptJson } from "#app/secrecy/encrypt.ts";
import { migrateDatabase, refuseStrongRole } from "#server/migrate.ts";
import { projectFolder } from "#server/settings.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();

test("the portal's role may start the portal", async () => {
  await refuseStrongRole(database.portal);
});

test("a role that could change evidence is refused", async () => {
  await expect(refuseStrongRole(database.owner)).rejects.toThrow("could change evidence");
});

test("reports with evidence from before there were exchanges stay readable, under the same rules", async () => {
  const ownerUrl = await databaseAt("0011_intake");
  const owner = postgres(ownerUrl, { max: 2, onnotice: () => {} });
  onTestFinished(() => owner.end({ timeout: 1 }));
  const reports = [];
  for (const name of ["thread.png", "letter.pdf"]) {
    const [id, keyId, key] = [randomUUID(), randomUUID(), randomBytes(32)];
    const place = { table: "violation_reports", column: "answers", row: id };
    await owner`insert into data_keys values (${keyId}, ${randomBytes(60)}, 'wrap-1')`;
    await owner`insert into violation_reports ${owner({
      ...{ id, number: id, form_id: randomUUID(), kind: "anonymous", channel: "portal" },
      ...{ key_id: keyId, answers: Buffer.from(encryptJson(key, place, { what: name })) },
      ...{ reporter_indexes: [], address_indexes: [], clauses: [], is_urgent: false },
      ...{ filed_on: "2026-11-20", acknowledge_by: "2026-11-25" },
    })}`;
    for (const position of [1, 2]) {
      const [file, fileKey] = [randomUUID(), newFileKey()];
      const said = { name, mediaType: "image/png", digest: "0".repeat(64), turn: position };
      await owner`insert into evidence_files values (${file}, '2026-11-20')`;
      await owner`insert into evidence_pieces values (${file}, 0, ${Buffer.alloc(40)})`;
      await owner`insert into report_evidence ${owner({
        ...{ file_id: file, report_id: id, position, size: 12, pieces: 1, author: "reporter" },
        ...{ described: Buffer.from(describeFile(fileKey, file, said)), added_on: "2026-11-20" },
        wrapped_key: Buffer.from(wrapFileKey(key, "report_evidence", file, fileKey)),
      })}`;
      await owner`insert into viewing_copies values (${file}, null, 'too large')`;
    }
    reports.push({ id, keyId, key, name });
  }

  await migrateDatabase(ownerUrl);

  const db = openDatabase(owner);
  for (const { id, keyId, key, name } of reports) {
    const [row] = await owner`select key_id, answers from violation_reports where id = ${id}`;
    expect(row?.key_id).toBe(keyId);
    const place = { table: "violation_reports", column: "answers", row: id };
    expect(decryptJson(key, place, row?.answers)).toEqual({ what: name });
    const kind = "anonymous" as const;
    const report = { of: "report" as const, id, number: id, kind, keyId, key };
    expect(await listEvidence({} as never, db, report)).toMatchObject([
      { name, size: 12, author: "reporter", addedAt: null, copy: { refused: "too large" } },
      { name },
    ]);
  }
  const [held] = await owner`select count(*)::int as files from held_evidence`;
  expect(held?.files).toBe(4);
  for (const change of [
    "update held_evidence set described = described",
    "delete from held_evidence",
    "truncate held_evidence cascade",
    "delete from evidence_pieces",
    "update violation_reports set answers = answers",
  ]) {
    await expect(owner.unsafe(change)).rejects.toMatchObject({ code: "23001" });
  }
  await expect(
    owner`insert into held_evidence (file_id, key_id, position, size, pieces, described, wrapped_key,
        author, added_on, added_at)
      select file_id, ${reports[1]?.keyId ?? ""}, 9, size, pieces, described, wrapped_key, author, added_on, now()
      from held_evidence where key_id = ${reports[0]?.keyId ?? ""} limit 1`,
  ).rejects.toMatchObject({ constraint_name: "reports_keep_no_trace_of_the_anonymous" });
});

/** The address of a database of its own, for its owner, migrated up to this migration and no further. */
async function databaseAt(last: string): Promise<string> {
  const urls = inject("postgres");
  const name = `test_${randomBytes(6).toString("hex")}`;
  const admin = postgres(urls.superuserUrl, { max: 1, onnotice: () => {} });
  await admin.unsafe(`create database ${name} owner signpost_owner`);
  onTestFinished(async () => {
    await admin.unsafe(`drop database ${name} with (force)`);
    await admin.end();
  });
  const folder = join(await mkdtemp(join(tmpdir(), "signpost-migrations-")), "migrations");
  await cp(join(projectFolder, "drizzle/migrations"), folder, { recursive: true });
  const journal = join(folder, "meta/_journal.json");
  const { entries, ...rest } = JSON.parse(await readFile(journal, "utf8"));
  const until = entries.findIndex(({ tag }: { tag: string }) => tag === last) + 1;
  await writeFile(journal, JSON.stringify({ ...rest, entries: entries.slice(0, until) }));
  const connectionString = urls.ownerUrl.replace(/\/signpost$/, `/${name}`);
  const sql = postgres(connectionString, { max: 1, onnotice: () => {} });
  await runMigrations({ connectionString, maxPoolSize: 1, noHandleSignals: true });
  await migrate(drizzle(sql), { migrationsFolder: folder });
  await sql.end();
  return connectionString;
}
