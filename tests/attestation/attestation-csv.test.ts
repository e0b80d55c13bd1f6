import { beforeAll, expect, test } from "vitest";
import { exportAttestations } from "#app/attestation/attestation-csv.ts";
import type { AttestationFilter } from "#app/attestation/attestation-filter.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
let hr: Viewer;

beforeAll(async () => {
  hr = await city.viewer("1002");
});

async function exported(filter: Partial<AttestationFilter> = {}, viewer = hr) {
  const { name, body } = await exportAttestations(viewer, city.portal, { sort: "name", ...filter });
  const text = Buffer.from(await new Response(body).arrayBuffer()).toString();
  return { name, text, rows: parse(text) };
}

/** RFC 4180: cells in quotes may hold separators, line ends and doubled quotes. */
function parse(text: string): string[][] {
  const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g;
  const rows: string[][] = [[]];
  for (const [, quoted, plain, end] of text.replace(/^\uFEFF/, "").matchAll(cell)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain ?? "");
    if (end === "\r\n") rows.push([]);
  }
  return rows.slice(0, -1);
}

test("the file is CSV as RFC 4180 has it, in UTF-8 with a byte order mark, its columns in plain words", async () => {
  const { name, text, rows } = await exported({ q: "bird" });

  expect(name).toBe("attestations-2026-11-23.csv");
  expect(text.startsWith("\uFEFFFamily name,Given name,Number,")).toBe(true);
  expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(rows).toHaveLength(3);
  expect(rows.find((row) => row.includes("Official channels"))).toEqual([
    "Bird",
    "Chloe",
    "1011",
    "Administration",
    "Permanent",
    "Official channels",
    "1",
    "Assigned",
    "2026-12-07",
    "",
    "",
    "This track is for your work: Marketing Coordinator, Administration.",
  ]);
  const acknowledged = rows.find((row) => row.includes("Personal use"));
  expect(acknowledged?.slice(9, 11)).toEqual(["2026-10-14", "Acknowledged, signed in"]);
});

test("the file has the rows of the filter, in its order", async () => {
  const { rows } = await exported({ state: "acknowledged", sort: "acknowledged" });

  const states = rows.slice(1).map((row) => row[7]);
  expect(new Set(states)).toEqual(new Set(["Acknowledged"]));
  expect(states.length).toBe(6);
  expect((await exported({ who: "everyone" })).rows.length).toBeGreaterThan(
    (await exported()).rows.length,
  );
});

test("no cell begins like a formula, whatever a name holds", async () => {
  const names = ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠x"];
  for (const [n, familyName] of names.entries()) {
    const person = { number: `F${n}`, familyName, givenName: '=HYPERLINK("http://x","y")' };
    const id = await hire(city.portal, person, { fromOn: "2026-01-01", department: "=cmd()" });
    await assignTo(city.portal, id, { dueOn: "2026-12-24" });
  }

  const { rows } = await exported({ department: "=cmd()" });

  expect(rows).toHaveLength(names.length + 1);
  expect(rows.flat().filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
  expect(rows.map(([family]) => family)).toContain("'=1+1");
  expect(rows[1]?.[1]).toBe('\'=HYPERLINK("http://x","y")');
});

test("what is asked for is quoted, whatever it holds", async () => {
  const names = ["O'Brien'; drop table standings; --", "$1 $2", "back\\slash", '"quoted", cell'];
  for (const [n, department] of names.entries()) {
    const person = { number: `Q${n}`, familyName: department };
    const id = await hire(city.portal, person, { fromOn: "2026-01-01", department });
    await assignTo(city.portal, id, { dueOn: "2026-12-24" });
    const { rows } = await exported({ department });
    expect(rows.slice(1).map(([family, , , where]) => [family, where])).toEqual([
      [department, department],
    ]);
  }
});

test("the ledger keeps who exported what and when, and no name that was searched for", async () => {
  await exported({ q: "kozak", state: "overdue", department: "Public Works" });

  const [record] = await city.database.owner`
    select body from ledger_records where act = 'export-attestations'
      and body::json #>> '{facts,filters,state}' = 'overdue'`;
  expect(JSON.parse(record?.body)).toMatchObject({
    by: hr.personId,
    about: null,
    facts: {
      day: "2026-11-23",
      filters: { state: "overdue", department: "Public Works", searched: true },
    },
  });
  expect(record?.body).not.toMatch(/kozak/i);
});

test("a long file is written piece by piece, and a browser that goes away ends the reading", async () => {
  await city.database.owner`
    with added as (
      insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select 'M' || n, 'M' || n, 'Many', 'Many', 'many', now() from generate_series(1, 2500) n returning id
    )
    insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
    select id, (select id from policy_versions limit 1), 'personal-use', 'onboarding', 'x', now(),
      '2027-01-01' from added`;
  const filter = { sort: "name", who: "everyone", q: "many" } as const;

  const { body } = await exportAttestations(hr, city.portal, filter);
  const sizes: number[] = [];
  const pieces = body.getReader();
  for (let read = await pieces.read(); !read.done; read = await pieces.read()) {
    sizes.push(Buffer.from(read.value).toString().split("\r\n").length - 1);
  }
  expect(sizes.length).toBeGreaterThan(3);
  expect(Math.max(...sizes)).toBeLessThan(1500);
  expect(sizes.reduce((sum, rows) => sum + rows)).toBe(2501);

  const again = await exportAttestations(hr, city.portal, filter);
  const reader = again.body.getReader();
  await reader.read();
  await reader.read();
  await reader.cancel();
  // As the portal's role: of another one's connections the owner sees no state.
  const [busy] = await city.database.portal`
    select count(*)::int as open from pg_stat_activity
    where datname = current_database() and usename = current_user and pid <> pg_backend_pid()
      and state <> 'idle'`;
  expect(busy?.open).toBe(0);
});

test("to somebody without the grant the file has no rows", async () => {
  const stranger = await city.viewer("1004");
  expect((await exported({ who: "everyone" }, stranger)).rows).toHaveLength(1);
});
