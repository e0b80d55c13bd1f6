import { is } from "drizzle-orm";
import { getTableConfig, PgTable } from "drizzle-orm/pg-core";
import { expect, test } from "vitest";
import * as schema from "#drizzle/schema/index.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
const tables = Object.values(schema).filter((one) => is(one, PgTable));

// Queues and counts are the database's own: no code names them but the views over them.
test("a table the schema names has exactly the columns the migrations make", async () => {
  const made = await database.owner`
    select table_name as table, column_name as column, is_nullable = 'NO' as required
    from information_schema.columns
    where table_schema = 'public'
      and table_name = any(${tables.map((table) => getTableConfig(table).name)})`;
  const named = tables.flatMap((table) => {
    const { name, columns } = getTableConfig(table);
    return columns.map((column) => `${name}.${column.name}${column.notNull ? " required" : ""}`);
  });
  expect(named.toSorted()).toEqual(
    made
      .map(({ table, column, required }) => `${table}.${column}${required ? " required" : ""}`)
      .toSorted(),
  );
});
