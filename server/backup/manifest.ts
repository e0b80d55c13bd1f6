import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { digest } from "#app/ledger/seal.ts";

const count = z.int().min(0);
/** A name of the database that is also safe as the name of a file. */
const name = z.string().regex(/^[a-z][a-z0-9_]{0,62}$/);

const table = z.strictObject({
  name,
  /** In the order of the file; those the database generates are left out. */
  columns: z.array(name).min(1),
  rows: count,
  /** Of the rows as text, before they are packed. */
  bytes: count,
  /** Of the packed file. */
  size: count,
  sha256: digest,
});

/** Where a column that numbers itself goes on. */
const sequence = z.strictObject({ table: name, column: name, last: count, isCalled: z.boolean() });

/** A job that was asked for and not done yet. */
const job = z.strictObject({
  task: z.string(),
  payload: z.json(),
  key: z.string().nullable(),
  runAt: z.iso.datetime({ precision: 6 }),
});

const manifest = z.strictObject({
  format: z.literal("signpost-backup"),
  v: z.literal(1),
  /** The moment of the snapshot, by the clock of the database. */
  at: z.iso.datetime({ precision: 3 }),
  /** The version of PostgreSQL it was made of. */
  postgres: z.string(),
  /** The SHA-256 of each migration the database had, in order. */
  migrations: z.array(digest).min(1),
  tables: z.array(table),
  sequences: z.array(sequence),
  jobs: z.array(job),
  /** What tells whether the keys of reports are the ones of this data, and one wrapped key of each that wraps. */
  caseKeys: z.strictObject({
    check: z.string().nullable(),
    wrapped: z.array(z.strictObject({ id: z.uuid(), wrappedKey: z.hex(), wrappedBy: z.string() })),
  }),
  /** The latest seal of the ledger (JWS); null while nothing was sealed. */
  seal: z.string().nullable(),
});

/** What a backup says of itself, in `manifest.json` beside its files. */
export type Manifest = z.infer<typeof manifest>;
export type TableEntry = z.infer<typeof table>;
export type Sequence = z.infer<typeof sequence>;
export type WaitingJob = z.infer<typeof job>;

export const manifestName = "manifest.json";

/** The name of a table's file: rows as COPY writes them as text, gzip. */
export const fileOf = (tableName: string) => `${tableName}.copy.gz`;

/** The manifest as the bytes of its file: canonical JSON (RFC 8785), and its own digest on a second line. */
export function writtenManifest(made: Manifest): string {
  const text = canonicalJson(made);
  return `${text}\n${sha256Hex(text)}\n`;
}

/** The manifest of a backup. Refuses a folder that is none, and a manifest that is not as it was written. */
export async function readManifest(folder: string): Promise<Manifest | { refused: string }> {
  const path = join(folder, manifestName);
  const text = await readFile(path, "utf8").catch(() => null);
  if (text === null) {
    return {
      refused: `${folder} is no whole backup: there is no ${manifestName} in it that can be read`,
    };
  }
  const [body = "", sum, ...rest] = text.split("\n");
  if (sum !== sha256Hex(body) || rest.join() !== "") return { refused: damaged(path) };
  const json = parseJson(body);
  const says = z.object({ format: z.literal("signpost-backup"), v: z.number() }).safeParse(json);
  if (says.success && says.data.v > 1) {
    return { refused: `${folder} was made by a newer Signpost. Restore it with that one` };
  }
  const read = manifest.safeParse(json);
  return read.success ? read.data : { refused: damaged(path) };
}

const damaged = (path: string) =>
  `${path} is not as it was written. Take another copy of this backup`;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
