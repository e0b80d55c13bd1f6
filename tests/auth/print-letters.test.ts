import { randomUUID } from "node:crypto";
import { describe, expect, test } from "vitest";
import { foldCode, hashCode } from "#app/auth/code-spelling.ts";
import { countLetterPeople } from "#app/auth/letter-people.ts";
import { printLetters } from "#app/auth/print-letters.ts";
import { issueSetUpCode } from "#app/auth/set-up-code.ts";
import { credentials } from "#drizzle/schema/auth.ts";
import { hire } from "#tests/support/directory.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const today = "2026-11-23";

const print = async (handle: string, circle: "hr" | "team", filter: object, form = randomUUID()) =>
  printLetters(await city.viewer(handle), city.portal, circle, { form, filter });

const printed = async (...asked: Parameters<typeof print>) => {
  const answer = await print(...asked);
  if ("refused" in answer) throw new Error(answer.refused);
  return answer.letters;
};

const worksOf = async (code: string) =>
  (
    await city.database.owner`
      select from set_up_codes where code_hash = ${hashCode(foldCode(code) ?? "")}
        and withdrawn_at is null and used_at is null`
  ).length === 1;

test("a department's letters: one a person, by name, each with a code of its own that works", async () => {
  const letters = await printed("1002", "hr", { department: "Recreation" });
  expect(letters.map(({ handle }) => handle)).toEqual(["1009", "1010", "1008"]);
  expect(new Set(letters.map(({ code }) => code)).size).toBe(3);
  for (const { code } of letters) expect(await worksOf(code)).toBe(true);
});

test("only those without an e-mail address, without a sign-in, or without a code that works", async () => {
  await hire(
    city.portal,
    { number: "8101", familyName: "Fresh", email: "fresh@example.org" },
    { fromOn: "2026-01-05", department: "Parks" },
  );
  await hire(
    city.portal,
    { number: "8102", familyName: "Mailless" },
    { fromOn: "2026-01-05", department: "Parks" },
  );
  const { personId } = await city.viewer("8102");
  await city.portal.db
    .insert(credentials)
    .values({ personId, passwordHash: "", setAt: city.portal.now() });
  const numbers = async (filter: object) =>
    (await printed("1002", "hr", { department: "Parks", ...filter })).map(({ handle }) => handle);
  expect(await numbers({ fresh: "yes" })).toEqual(["8101"]);
  expect(await numbers({ mailless: "yes" })).toEqual(["8102"]);
  expect(await print("1002", "hr", { department: "Parks", uncoded: "yes" })).toHaveProperty(
    "refused",
  );
});

test("a letter makes the codes before it stop working", async () => {
  const [first] = await printed("1002", "hr", { person: "1009" });
  const [second] = await printed("1002", "hr", { person: "1009" });
  expect(await worksOf(first?.code ?? "")).toBe(false);
  expect(await worksOf(second?.code ?? "")).toBe(true);
});

test("letters are made once a form, also when it is sent twice at once", async () => {
  const form = randomUUID();
  const answers = await Promise.all(
    [1, 2, 3].map(() => print("1002", "hr", { department: "Recreation" }, form)),
  );
  expect(answers.filter((answer) => "letters" in answer)).toHaveLength(1);
  const again = answers.find((answer) => "refused" in answer);
  expect(again).toMatchObject({ refused: expect.stringContaining("shown once already") });
});

test("each code has one ledger record, and stands nowhere but on its letter", async () => {
  const count = async () =>
    (
      await city.database.owner`
        select count(*)::int as rows from ledger_records where act = 'issue-set-up-code'`
    )[0]?.rows;
  const before = await count();
  const letters = await printed("1002", "hr", { department: "Recreation" });
  expect(await count()).toBe(before + 3);
  const [kept] = await city.database.owner`
    select string_agg(body, ' ') || (select string_agg(to_jsonb(c)::text, ' ') from set_up_codes c) as text
    from ledger_records`;
  for (const { code } of letters) {
    expect(kept?.text).not.toContain(code);
    expect(kept?.text).not.toContain(foldCode(code));
  }
});

describe("whose letters:", () => {
  test("a supervisor's own people, direct and below", async () => {
    const letters = await printed("1004", "team", {});
    expect(letters.map(({ handle }) => handle)).toEqual(["1007", "1005", "1006"]);
    expect(await print("1004", "team", { person: "1009" })).toHaveProperty("refused");
    expect(await print("1006", "team", {})).toHaveProperty("refused");
    expect(await print("1004", "hr", {})).toHaveProperty("refused");
  });

  test("nobody who holds a role that sees more: they are counted as left out", async () => {
    const viewer = await city.viewer("1001");
    const question = { filter: {}, today, now: city.portal.now() };
    const circle = "team" as const;
    const counted = await countLetterPeople(viewer, city.portal.db, { circle, ...question });
    const numbers = (await printed("1001", "team", {})).map(({ handle }) => handle);
    for (const holder of ["1002", "1003", "1012", "1014"]) expect(numbers).not.toContain(holder);
    expect(counted).toEqual({ count: numbers.length, leftOut: 4 });
  });

  test("not one's own, and nobody's who left", async () => {
    const numbers = (await printed("1002", "hr", {})).map(({ handle }) => handle);
    expect(numbers).not.toContain("1002");
    expect(numbers).not.toContain("1013");
  });
});

test("a code is handed over by HR or by a supervisor of the person, and by nobody else", async () => {
  const { personId } = await city.viewer("1007");
  const issue = async (handle: string) => {
    const { personId: by } = await city.viewer(handle);
    return city.portal.db.transaction((tx) =>
      issueSetUpCode(tx, { personId, by, today, now: city.portal.now() }),
    );
  };
  for (const handle of ["1002", "1004", "1005", "1001"]) {
    expect(await issue(handle)).toHaveProperty("code");
  }
  for (const handle of ["1006", "1008", "1011"]) {
    expect(await issue(handle)).toEqual({
      refused: expect.stringContaining("Human Resources or their supervisor"),
    });
  }
});

test("a form makes 500 letters, the first by name, and the next form makes the rest", async () => {
  await hire(
    city.portal,
    { number: "9000", familyName: "Many" },
    { fromOn: "2026-01-05", department: "Transit" },
  );
  await city.database.owner`
    with added as (
      insert into people (handle, employee_number, given_name, family_name, search_words, created_at)
      select 'T' || n, 'T' || n, 'One', 'Of many', 'one of many', now() from generate_series(1, 509) n
      returning id
    )
    insert into employments (person_id, department_id, position, type, from_on, recorded_at)
    select added.id, d.id, 'Driver', 'casual', '2026-01-05', now()
    from added, departments d where d.name = 'Transit'`;
  const letters = await printed("1002", "hr", { department: "Transit" });
  expect(letters).toHaveLength(500);
  expect(letters[0]?.handle).toBe("9000");
  const rest = await printed("1002", "hr", { department: "Transit", uncoded: "yes" });
  expect(rest).toHaveLength(10);
}, 60_000);
