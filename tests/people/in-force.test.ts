import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { inForce } from "#app/people/in-force.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();

test.each([
  ["the day before it begins", "2026-11-01", []],
  ["its first day", "2026-11-02", ["from two to four", "from two on"]],
  ["its last day", "2026-11-04", ["from two to four", "from two on"]],
  ["the day after its last", "2026-11-05", ["from two on"]],
])(
  "a dated row that was not corrected holds from its first day to its last: %s",
  async (_, day, held) => {
    const rows = await city.portal.db.execute<{ name: string }>(sql`
    select name from (values
      ('from two to four', null::timestamptz, '2026-11-02'::date, '2026-11-04'::date),
      ('from two on', null, '2026-11-02', null),
      ('corrected', now(), '2026-11-02', null)
    ) "a ""row" (name, superseded_at, from_on, until_on)
    where ${inForce('a "row', day)} order by name desc`);
    expect(rows.map(({ name }) => name)).toEqual(held);
  },
);
