import type { Sql, TransactionSql } from "postgres";
import type { Sequence } from "./manifest.ts";

type Reader = Sql | TransactionSql;

/**
 * Tables whose rows are in no backup. Sessions: somebody who was signed out since, or lost a phone, would be
 * signed in again, and who was on the way to a provider begins anew; for who signed out there no session is left to end. Workers: those that lived then are not those that live now.
 */
export const leftOut: readonly string[] = [
  "job_workers",
  "provider_sign_outs",
  "provider_visits",
  "sessions",
  "statements_to_prove",
];

/** Tables in which a migration itself writes a row: they may hold one in a database that is empty. */
export const filledByMigrations: readonly string[] = ["roll_up_day"];

/** All tables of the portal, by name. */
export async function readTables(sql: Reader): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select relname as name from pg_class
    where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') order by relname collate "C"`;
  return tables.map(({ name }) => name);
}

/** The columns of each table in order, without those the database generates. */
export async function readColumns(sql: Reader): Promise<Map<string, string[]>> {
  const columns = await sql<{ name: string; columns: string[] }[]>`
    select c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
      and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by c.relname`;
  return new Map(columns.map(({ name, columns }) => [name, columns]));
}

/** The tables that hold bytes: encrypted ones, which take the room. */
export async function readTablesOfBytes(sql: Reader): Promise<string[]> {
  const tables = await sql<{ name: string }[]>`
    select distinct table_name as name from information_schema.columns
    where table_schema = 'public' and data_type = 'bytea'`;
  return tables.map(({ name }) => name);
}

/** Where each column that numbers itself goes on. */
export async function readSequences(sql: Reader): Promise<Sequence[]> {
  const owned = await sql<{ table: string; column: string; sequence: string }[]>`
    select t.relname as table, a.attname as column, s.relname as sequence
    from pg_class s
      join pg_depend d on d.objid = s.oid and d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i')
      join pg_class t on t.oid = d.refobjid
      join pg_attribute a on a.attrelid = t.oid and a.attnum = d.refobjsubid
    where s.relkind = 'S' and s.relnamespace = 'public'::regnamespace
    order by t.relname collate "C", a.attname collate "C"`;
  const found: Sequence[] = [];
  for (const { table, column, sequence } of owned) {
    const [at] = await sql`
      select last_value::float8 as last, is_called as "isCalled" from public.${sql(sequence)}`;
    found.push({ table, column, last: at?.last, isCalled: at?.isCalled });
  }
  return found;
}

/** The tables, each after those its rows refer to. A table that refers to itself is filled by one statement. */
export async function inOrderOfReference(sql: Reader, tables: string[]): Promise<string[]> {
  const references = await sql<{ from: string; to: string }[]>`
    select distinct f.relname as from, t.relname as to
    from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_class t on t.oid = c.confrelid
    where c.contype = 'f' and c.conrelid <> c.confrelid
      and c.connamespace = 'public'::regnamespace`;
  const ordered: string[] = [];
  let waiting = tables;
  while (waiting.length > 0) {
    const free = waiting.filter(
      (table) => !references.some(({ from, to }) => from === table && waiting.includes(to)),
    );
    if (free.length === 0) throw new Error(`Tables refer to each other: ${waiting.join(", ")}.`);
    ordered.push(...free);
    waiting = waiting.filter((table) => !free.includes(table));
  }
  return ordered;
}

/** COPY of a table's rows one way or the other, as text. */
export function copyOf(table: string, columns: string[], way: "to stdout" | "from stdin"): string {
  const quoted = columns.map((column) => `"${column}"`).join(", ");
  return `copy public."${table}" (${quoted}) ${way}`;
}

/** Sees to it that this transaction reads and writes values the same way on any server, and for as long as it takes. */
export async function spellAlike(tx: TransactionSql): Promise<void> {
  await tx.unsafe(`
    set local client_encoding = 'UTF8';
    set local datestyle = 'ISO, YMD';
    set local intervalstyle = 'postgres';
    set local timezone = 'UTC';
    set local bytea_output = 'hex';
    set local extra_float_digits = 3;
    set local statement_timeout = 0;
    set local idle_in_transaction_session_timeout = 0`);
}
