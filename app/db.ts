import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import type { Sql, TransactionSql } from "postgres";
import * as schema from "#drizzle/schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema> & { $client: Sql };
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];
/** Either: for what may stand alone or inside somebody else's transaction. */
export type Executor = Database | Transaction;

/** The typed database over one pool of connections. */
export function openDatabase(sql: Sql): Database {
  return drizzle(sql, { schema });
}

/** A transaction begun on the bare client, for acts that take an `Executor`. It begins no further one. */
export function withinTransaction(db: Database, tx: TransactionSql): Executor {
  return openDatabase(Object.assign(tx, { options: db.$client.options }) as unknown as Sql);
}
