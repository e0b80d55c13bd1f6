import { beforeAll, describe, expect, test } from "vitest";
import { sealCommitted } from "#app/ledger/seal.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

/** Every table whose rows are evidence, with a column to try to change. */
const evidence = {
  policy_versions: "content",
  tracks: "position",
  scenarios: "right_choices",
  attempts: "is_right",
  acknowledgements: "typed_name",
  ledger_records: "body",
  ledger_seals: "signature",
  ledger_leaves: "position",
};

beforeAll(async () => {
  await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
});

describe.each(Object.entries(evidence))("%s", (table, column) => {
  const asPortal = (statement: string) => city.database.portal.unsafe(statement);
  const asOwner = (statement: string) => city.database.owner.unsafe(statement);
  const changes = [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ];

  test("holds rows to protect", async () => {
    const [found] = await asOwner(`select count(*)::int as rows from ${table}`);
    expect(found?.rows).toBeGreaterThan(0);
  });

  test.each(changes)("the portal's role may not %s", async (change) => {
    await expect(asPortal(change)).rejects.toMatchObject({ code: "42501" });
  });

  test.each(changes)("even the owner is refused to %s", async (change) => {
    await expect(asOwner(change)).rejects.toThrow(/is evidence/);
  });
});
