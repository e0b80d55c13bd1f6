import { beforeAll, describe, expect, test } from "vitest";
import { endAssignments } from "#app/attestation/end-assignments.ts";
import { moveDueDays } from "#app/attestation/move-due-days.ts";
import { giveRule } from "#tests/support/duties.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const asPortal = (statement: string) => city.database.portal.unsafe(statement);
const asOwner = (statement: string) => city.database.owner.unsafe(statement);

const person = (handle: string) => `(select id from people where handle = '${handle}')`;
const open = (handle: string) =>
  `(select id from assignments where person_id = ${person(handle)} and settled_at is null
    and track = 'personal-use')`;
const settled = (handle: string) =>
  `(select id from assignments where person_id = ${person(handle)} and settled_at is not null
    and track = 'personal-use')`;

const endingOf = (assignment: string, { why = "left", words = "Because.", by = "null" } = {}) =>
  `insert into assignment_endings (assignment_id, why, words, ended_at, ended_by)
    values (${assignment}, '${why}', '${words}', now(), ${by})`;
const moveOf = (
  assignment: string,
  {
    from = `(select due_on from assignments where id = ${assignment})`,
    to = "'2028-01-01'",
    why = "leave",
    words = "Because.",
    by = "null",
  } = {},
) =>
  `insert into due_day_changes (assignment_id, from_on, to_on, why, words, moved_at, moved_by)
    values (${assignment}, ${from}, ${to}, '${why}', '${words}', now(), ${by})`;
const ruleOf = ({
  kind = "role",
  months = "null",
  days = 30,
  ended = "null",
  endedBy = "null",
} = {}) =>
  `insert into assignment_rules (kind, track, audience, months, days_to_complete, from_on, made_at,
      ended_at, ended_by)
    values ('${kind}', 'official-channels', '{}', ${months}, ${days}, '2026-01-01', now(), ${ended},
      ${endedBy})`;

async function openOf(handle: string) {
  const [found] = await asOwner(`
    select id, person_id as "personId", due_on::text as "dueOn" from assignments
    where id = ${open(handle)}`);
  if (!found) throw new Error(`${handle} has nothing open.`);
  return {
    id: found.id as string,
    personId: found.personId as string,
    dueOn: found.dueOn as string,
  };
}

beforeAll(async () => {
  await giveRule(await city.viewer("1002"), city.portal, { audience: { positions: ["Nobody"] } });
  const by = { by: null, now: city.portal.now() };
  const [lena, nadia] = [await openOf("1012"), await openOf("1005")];
  await city.portal.db.transaction(async (tx) => {
    await endAssignments(tx, [{ ...lena, why: "left", words: "Because." }], by);
    const move = {
      fromOn: nadia.dueOn,
      toOn: "2028-01-01",
      why: "leave",
      words: "Because.",
    } as const;
    await moveDueDays(tx, [{ ...nadia, ...move }], by);
  });
});

describe.each([
  ["assignment_endings", "words"],
  ["due_day_changes", "to_on"],
])("%s are evidence", (table, column) => {
  const changes = [
    `update ${table} set ${column} = ${column}`,
    `delete from ${table}`,
    `truncate ${table} cascade`,
  ];

  test.each(changes)("the portal's role may not %s", async (change) => {
    await expect(asPortal(change)).rejects.toMatchObject({ code: "42501" });
  });

  test.each(changes)("even the owner is refused to %s", async (change) => {
    await expect(asOwner(change)).rejects.toThrow(/is evidence/);
  });
});

describe("an ending", () => {
  test("settles its assignment as ended, which nobody else can", async () => {
    const [found] = await asOwner(`select settled_as, settled_at = n.ended_at as "isThen"
      from assignments a join assignment_endings n on n.assignment_id = a.id
      where person_id = ${person("1012")}`);
    expect(found).toEqual({ settled_as: "ended", isThen: true });

    const directly = `update assignments set settled_at = now(), settled_as = 'ended'
      where id = ${open("1006")}`;
    await expect(asPortal(directly)).rejects.toMatchObject({ code: "42501" });
    await expect(asOwner(directly)).rejects.toThrow(/follows from/);
  });

  test.each([
    ["one that was acknowledged", "1008"],
    ["one that has ended", "1012"],
  ])("does not end %s", async (_, handle) => {
    await expect(asPortal(endingOf(settled(handle)))).rejects.toMatchObject({
      constraint_name: "assignment_endings_end_what_is_open",
    });
  });

  test("by hand names somebody, and the portal's own names nobody", async () => {
    const constraint_name = "assignment_endings_by_hand_name_somebody";
    const nameless = endingOf(open("1006"), { why: "by-hand" });
    await expect(asPortal(nameless)).rejects.toMatchObject({ constraint_name });
    const named = endingOf(open("1006"), { by: person("1002") });
    await expect(asPortal(named)).rejects.toMatchObject({ constraint_name });
  });

  test("is never of one's own assignment, and has words", async () => {
    const own = endingOf(open("1006"), { why: "by-hand", by: person("1006") });
    await expect(asPortal(own)).rejects.toMatchObject({
      constraint_name: "assignment_endings_are_by_another",
    });
    await expect(asPortal(endingOf(open("1006"), { words: " " }))).rejects.toMatchObject({
      constraint_name: "assignment_endings_have_words",
    });
  });
});

describe("a moved due day", () => {
  test("moves the assignment's, which nobody else can", async () => {
    const [found] = await asOwner(
      `select due_on::text from assignments where person_id = ${person("1005")}`,
    );
    expect(found).toEqual({ due_on: "2028-01-01" });

    const directly = `update assignments set due_on = '2030-01-01' where id = ${open("1006")}`;
    await expect(asPortal(directly)).rejects.toMatchObject({ code: "42501" });
    await expect(asOwner(directly)).rejects.toThrow(/follows from/);
  });

  test("is of an open assignment", async () => {
    await expect(asPortal(moveOf(settled("1008")))).rejects.toMatchObject({
      constraint_name: "due_day_changes_move_what_is_open",
    });
  });

  test("begins where it was, and moves it", async () => {
    await expect(asPortal(moveOf(open("1006"), { from: "'2020-01-01'" }))).rejects.toMatchObject({
      constraint_name: "due_day_changes_follow_each_other",
    });
    const due = `(select due_on from assignments where id = ${open("1006")})`;
    await expect(asPortal(moveOf(open("1006"), { to: due }))).rejects.toMatchObject({
      constraint_name: "due_day_changes_move_it",
    });
  });

  test("by hand names somebody else than whose it is", async () => {
    const own = moveOf(open("1006"), { why: "by-hand", by: person("1006") });
    await expect(asPortal(own)).rejects.toMatchObject({
      constraint_name: "due_day_changes_are_by_another",
    });
    await expect(asPortal(moveOf(open("1006"), { why: "by-hand" }))).rejects.toMatchObject({
      constraint_name: "due_day_changes_by_hand_name_somebody",
    });
  });
});

describe("a rule", () => {
  test.each([
    ["is deleted", "delete from assignment_rules"],
    ["is truncated", "truncate assignment_rules cascade"],
  ])("is never gone: it %s by nobody", async (_, change) => {
    await expect(asPortal(change)).rejects.toMatchObject({ code: "42501" });
    await expect(asOwner(change)).rejects.toThrow(/only ever ended|is evidence/);
  });

  test("is not changed", async () => {
    const change = "update assignment_rules set days_to_complete = 1";
    await expect(asPortal(change)).rejects.toMatchObject({ code: "42501" });
    await expect(asOwner(change)).rejects.toThrow(/only ever ended/);
  });

  test("is ended once, by somebody", async () => {
    const end = (
      at: string,
    ) => `update assignment_rules set ended_at = ${at}, ended_by = ${person("1002")}
      where audience = '{"positions": ["Nobody"]}'`;
    await asPortal(end("now()"));
    await expect(asPortal(end("now()"))).rejects.toThrow(/only ever ended, once/);
    await expect(asPortal(ruleOf({ ended: "now()" }))).rejects.toMatchObject({
      constraint_name: "assignment_rules_end_by_somebody",
    });
  });

  test("says after how many months exactly when it comes back, and gives time", async () => {
    const constraint_name = "assignment_rules_come_back_when_periodic";
    await expect(asPortal(ruleOf({ kind: "periodic" }))).rejects.toMatchObject({ constraint_name });
    await expect(asPortal(ruleOf({ months: "12" }))).rejects.toMatchObject({ constraint_name });
    await expect(asPortal(ruleOf({ days: 0 }))).rejects.toMatchObject({
      constraint_name: "assignment_rules_give_time",
    });
  });
});

test("what is assigned by hand has a reason for the file and is made by another", async () => {
  const byHand = (reason: string, by: string) => `
    insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on,
        filed_reason, assigned_by)
      select ${person("1006")}, id, 'official-channels', 'remedial', 'By HR.', now(), '2027-01-01',
        ${reason}, ${by} from policy_versions`;
  await expect(asPortal(byHand("null", person("1002")))).rejects.toMatchObject({
    constraint_name: "assignments_by_hand_have_a_filed_reason",
  });
  const constraint_name = "assignments_by_hand_are_made_by_another";
  await expect(asPortal(byHand("'Why'", "null"))).rejects.toMatchObject({ constraint_name });
  await expect(asPortal(byHand("'Why'", person("1006")))).rejects.toMatchObject({
    constraint_name,
  });
});

test("nobody is exempt twice on one day", async () => {
  const exempt = () =>
    asPortal(`
    insert into exemptions (person_id, reason, from_on, granted_by, recorded_at)
      values (${person("1009")}, 'Because.', '2026-11-01', ${person("1002")}, now())`);
  await exempt();
  await expect(exempt()).rejects.toMatchObject({ constraint_name: "exemptions_do_not_overlap" });
});

describe("what the ledger does not say of an assignment", () => {
  test("is no ending of it", async () => {
    await expect(asPortal(endingOf(open("1006")))).rejects.toMatchObject({
      constraint_name: "assignment_endings_are_what_the_ledger_says",
    });
  });

  test("moves no due day", async () => {
    await expect(asPortal(moveOf(open("1006")))).rejects.toMatchObject({
      constraint_name: "due_day_changes_are_what_the_ledger_says",
    });
  });

  test("and neither happened before the assignment was made", async () => {
    const earlier = (statement: string) => statement.replace("now()", "'2020-01-01'");
    await expect(asPortal(earlier(endingOf(open("1006"))))).rejects.toMatchObject({
      constraint_name: "assignment_endings_follow_the_assignment",
    });
    await expect(asPortal(earlier(moveOf(open("1006"))))).rejects.toMatchObject({
      constraint_name: "due_day_changes_follow_the_assignment",
    });
  });
});
