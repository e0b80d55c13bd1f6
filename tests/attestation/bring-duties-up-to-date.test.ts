import { and, eq, isNull } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { endRule } from "#app/attestation/make-rule.ts";
import { moveByHand } from "#app/attestation/move-by-hand.ts";
import { readOpenAssignment } from "#app/attestation/open-assignment.ts";
import { hashPassword } from "#app/auth/password.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { type Day, spanOfDay } from "#app/days.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { recordLeave } from "#app/people/leave.ts";
import { credentials } from "#drizzle/schema/auth.ts";
import { employments, leaves } from "#drizzle/schema/people.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { hire, publishNext } from "#tests/support/directory.ts";
import { assignmentsOf, giveRule } from "#tests/support/duties.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
let hr: Viewer;
let number = 3000;
let passwordHash: string;

beforeAll(async () => {
  hr = await city.viewer("1002");
  passwordHash = await hashPassword(demoPassword);
});
beforeEach(() => city.at(aMonday));

type Period = Parameters<typeof hire>[2];

/** Somebody new with these periods of work. */
async function someone(...periods: Period[]) {
  number += 1;
  const handle = String(number);
  const personId = await hire(city.portal, { number: handle }, ...periods);
  return { handle, personId };
}

const run = () => bringDutiesUpToDate(city.portal);
const standing = ({ handle }: { handle: string }) => assignmentsOf(city.database, handle);
const nineOn = (day: Day) =>
  new Date(new Date(spanOfDay("America/Winnipeg", day).from).getTime() + 9 * 3_600_000);
const on = (day: Day) => city.at(nineOn(day));

/** Ends the work that is in force, with a day, and perhaps goes on with other work the day after. */
async function change(personId: string, until: Day, then?: Period) {
  const { db } = city.portal;
  const by = { by: null, now: city.portal.now() };
  await db.transaction(async (tx) => {
    const [held] = await tx.select().from(employments).where(eq(employments.personId, personId));
    if (!held) throw new Error("Nobody works.");
    await tx.update(employments).set({ supersededAt: by.now }).where(eq(employments.id, held.id));
    const { id, recordedAt, ...row } = held;
    await tx.insert(employments).values({ ...row, untilOn: until, recordedAt: by.now });
    const work = { department: "Public Works", position: "Labourer", type: "permanent" as const };
    if (then) {
      const next = { ...work, supervisorId: null, untilOn: null, ...then };
      await recordEmployment(tx, { personId, ...next }, by);
    }
  });
}

async function acknowledgeNow({ handle, personId }: { handle: string; personId: string }) {
  const viewer = await city.viewer(handle);
  await city.portal.db
    .insert(credentials)
    .values({ personId, passwordHash, setAt: city.portal.now() })
    .onConflictDoNothing();
  await completeLessons(viewer, city.portal);
  const duty = await dutyOf(viewer, city.portal);
  const done = await acknowledge(viewer, city.portal, duty, {
    versionDigest: duty.version.versionDigest,
    agreed: true,
    typedName: "Alex Example",
    password: demoPassword,
  });
  if ("refused" in done) throw new Error(done.refused);
}

describe("everyone who works here", () => {
  test("is assigned each track for everyone once, however often it is asked", async () => {
    const person = await someone({ fromOn: "2026-11-16", type: "seasonal" });

    await Promise.all([run(), run()]);
    await run();

    expect(await standing(person)).toEqual([
      {
        ...{ track: "personal-use", version: 1, rule: "onboarding", due: "2026-12-23" },
        ...{ settled: null, why: null, moves: null },
        reason:
          "Your employment is seasonal: policy 3.51 applies to you (section 3, “City employees”).",
      },
    ]);
  });

  test("has the assignment, its ledger record and its notice together", async () => {
    const { personId } = await someone({ fromOn: "2026-11-16" });
    await run();

    const found = await city.database.owner`
      select a.id, n.key, r.body::json -> 'facts' ->> 'assignment' as recorded
      from assignments a left join notices n on n.assignment_id = a.id
        left join ledger_records r on r.about = a.person_id and r.act = 'assign'
      where a.person_id = ${personId}`;

    expect(found).toEqual([
      { id: found[0]?.id, key: `assignment ${found[0]?.id}`, recorded: found[0]?.id },
    ]);
  });

  test("and who starts later, has days from the day they start", async () => {
    const person = await someone({ fromOn: "2027-01-31" });
    await run();

    expect(await standing(person)).toMatchObject([{ due: "2027-03-02", rule: "onboarding" }]);
  });

  test("is nobody from outside, and nobody who left", async () => {
    const left = await someone({ fromOn: "2020-01-01", untilOn: "2026-11-22" });
    await run();

    expect(await standing(left)).toEqual([]);
    const [outside] = await city.database.owner`
      select count(*)::int as count from assignments a join people p on p.id = a.person_id
      where p.is_outside`;
    expect(outside).toEqual({ count: 0 });
  });
});

describe("an end of employment", () => {
  test("ends what is open by itself on the day after, and a return owes it again", async () => {
    const person = await someone({ fromOn: "2026-11-01", untilOn: "2026-11-30" });
    await run();
    on("2026-11-30");
    await run();
    expect(await standing(person)).toMatchObject([{ settled: null }]);

    on("2026-12-01");
    await run();
    expect(await standing(person)).toMatchObject([{ settled: "ended", why: "left" }]);

    const by = { by: null, now: city.portal.now() };
    const work = { department: "Recreation", position: "Lifeguard", type: "seasonal" as const };
    await recordEmployment(
      city.portal.db,
      {
        ...work,
        personId: person.personId,
        supervisorId: null,
        fromOn: "2027-05-01",
        untilOn: null,
      },
      by,
    );
    await run();
    expect(await standing(person)).toMatchObject([
      { settled: "ended" },
      { settled: null, rule: "onboarding", due: "2027-05-31" },
    ]);
  });

  test("leaves an acknowledgement as it is, and who comes back owes no second", async () => {
    const person = await someone({ fromOn: "2026-11-01" });
    await run();
    await acknowledgeNow(person);
    await change(person.personId, "2026-11-24");
    on("2026-12-01");
    await run();
    await recordEmployment(
      city.portal.db,
      {
        ...{ personId: person.personId, department: "Recreation", position: "Lifeguard" },
        ...{ type: "seasonal", supervisorId: null, fromOn: "2027-05-01", untilOn: null },
      },
      { by: null, now: city.portal.now() },
    );
    await run();

    expect(await standing(person)).toMatchObject([{ settled: "acknowledged", why: null }]);
  });
});

describe("a rule by role", () => {
  const coordinator = { positions: ["Web Editor"] };

  test("assigns who comes into it and ends who is transferred out of it", async () => {
    const editor = { fromOn: "2026-01-05", position: "Web Editor" };
    const person = await someone(editor);
    const other = await someone({ fromOn: "2026-01-05" });
    const { number: rule } = await giveRule(hr, city.portal, { audience: coordinator });
    expect(
      (await standing(person)).find(({ track }) => track === "official-channels"),
    ).toMatchObject({
      ...{ rule: "role", due: "2026-12-23", settled: null },
      reason: "This track is for your work: Web Editor, Public Works.",
    });

    await change(person.personId, "2026-11-25", { fromOn: "2026-11-26" });
    await change(other.personId, "2026-11-25", { fromOn: "2026-11-26", position: "Web Editor" });
    await run();
    const isChannels = ({ track }: { track: string }) => track === "official-channels";
    expect((await standing(person)).find(isChannels)).toMatchObject({ settled: null });

    on("2026-11-26");
    await run();
    expect((await standing(person)).find(isChannels)).toMatchObject({ why: "out-of-scope" });
    expect((await standing(person)).find(({ track }) => track === "personal-use")).toMatchObject({
      settled: null,
    });
    expect((await standing(other)).find(isChannels)).toMatchObject({ settled: null });

    await endRule(hr, city.portal, rule);
    await run();
    expect((await standing(other)).find(isChannels)).toMatchObject({ why: "out-of-scope" });
  });
});

describe("leave", () => {
  const leave = (personId: string, fromOn: Day, untilOn: Day | null) =>
    recordLeave(
      city.portal.db,
      { personId, fromOn, untilOn },
      { by: null, now: city.portal.now() },
    );
  const correct = (personId: string) =>
    city.portal.db
      .update(leaves)
      .set({ supersededAt: city.portal.now() })
      .where(and(eq(leaves.personId, personId), isNull(leaves.supersededAt)));

  test("moves the due day on by its days, again when it is corrected, and back when it is taken away", async () => {
    const person = await someone({ fromOn: "2026-11-16" });
    await run();
    await leave(person.personId, "2026-12-01", "2026-12-10");
    await run();
    await run();
    expect(await standing(person)).toMatchObject([
      { due: "2027-01-02", moves: [["2026-12-23", "2027-01-02", "leave"]] },
    ]);

    await correct(person.personId);
    await leave(person.personId, "2026-12-01", "2026-12-05");
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2026-12-28" }]);

    await correct(person.personId);
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2026-12-23" }]);
  });

  test("without a known end moves nothing until it ends", async () => {
    const person = await someone({ fromOn: "2026-11-16" });
    await run();
    await leave(person.personId, "2026-12-01", null);
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2026-12-23", moves: null }]);

    on("2027-03-01");
    await correct(person.personId);
    await leave(person.personId, "2026-12-01", "2027-02-28");
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2027-03-23" }]);
  });

  test("counts anew from a due day moved by hand", async () => {
    const person = await someone({ fromOn: "2026-11-16" });
    await run();
    await leave(person.personId, "2026-12-01", "2026-12-10");
    await run();
    const at = { handle: person.handle, track: "personal-use" };
    const open = await readOpenAssignment(hr, city.portal, at);
    if (!open) throw new Error("Nothing is open.");
    on("2026-12-15");
    const asked = { assignmentId: open.id, fromOn: open.dueOn, toOn: "2027-01-20" };
    await moveByHand(hr, city.portal, { ...asked, words: "A course" });
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2027-01-20" }]);

    await leave(person.personId, "2027-01-01", "2027-01-02");
    await run();
    expect(await standing(person)).toMatchObject([{ due: "2027-01-22" }]);
  });
});

test("what HR ended by hand is not made again by the rule", async () => {
  const person = await someone({ fromOn: "2026-11-16" });
  await run();
  const open = await readOpenAssignment(hr, city.portal, { ...person, track: "personal-use" });
  if (!open) throw new Error("Nothing is open.");
  await endByHand(hr, city.portal, { assignmentId: open.id, words: "Assigned twice" });
  await run();

  expect(await standing(person)).toMatchObject([{ settled: "ended", why: "by-hand" }]);
});

test("a rule for starters says how long they have", async () => {
  await giveRule(hr, city.portal, {
    ...{ kind: "onboarding", track: "personal-use", audience: { positions: ["Flagger"] } },
    daysToComplete: 7,
  });
  const person = await someone({ fromOn: "2026-11-16", position: "Flagger" });
  await run();

  expect(await standing(person)).toMatchObject([{ due: "2026-11-30" }]);
});

// From here on a second version is in force: these come last.
describe("a substantive version", () => {
  test("is assigned on its effective day and ends what was open, and no acknowledgement changes", async () => {
    const done = await someone({ fromOn: "2026-11-01" });
    const undone = await someone({ fromOn: "2026-11-01" });
    await run();
    await acknowledgeNow(done);
    await publishNext(city.portal, "2027-03-14");
    on("2027-03-13");
    await run();
    expect(await standing(done)).toMatchObject([{ version: 1, settled: "acknowledged" }]);

    on("2027-03-14");
    await run();
    const again = { version: 2, rule: "new-version", due: "2027-04-13", settled: null };
    expect(await standing(done)).toMatchObject([{ version: 1, settled: "acknowledged" }, again]);
    expect(await standing(undone)).toMatchObject([
      { version: 1, settled: "ended", why: "superseded" },
      again,
    ]);
    expect((await standing(done))[1]?.reason).toMatch(
      /^A new version of the policy is in force from 14 March 2027 and is to be acknowledged\. Your employment/,
    );
  });

  test("is onboarding for who started after it was in force", async () => {
    on("2027-03-20");
    const person = await someone({ fromOn: "2027-03-18" });
    await run();

    expect(await standing(person)).toMatchObject([{ version: 2, rule: "onboarding" }]);
  });
});

describe("a periodic rule", () => {
  test("asks again months after the last acknowledgement, a month's end and a leap day included", async () => {
    on("2027-03-31");
    const person = await someone({ fromOn: "2027-03-01" });
    await run();
    await acknowledgeNow(person);
    const rule = { kind: "periodic" as const, track: "personal-use", months: 11 };
    await giveRule(hr, city.portal, {
      ...rule,
      audience: { startedFrom: "2027-03-01", startedUntil: "2027-03-01" },
    });
    on("2028-02-28");
    await run();
    expect(await standing(person)).toHaveLength(1);

    // Eleven months after 31 March 2027 is the last day of February 2028: the 29th.
    on("2028-02-29");
    await run();
    await run();
    expect((await standing(person))[1]).toMatchObject({
      ...{ rule: "periodic", version: 2, due: "2028-03-30", settled: null },
      reason: expect.stringMatching(/^You acknowledged this on 31 March 2027; .* every 11 months/),
    });
  });
});

describe("an editorial version", () => {
  test("makes no new duty, and who starts later answers the newest text", async () => {
    on("2028-03-01");
    const before = await someone({ fromOn: "2028-02-01" });
    await run();
    await publishNext(city.portal, "2028-03-01", "editorial");
    const after = await someone({ fromOn: "2028-03-01" });
    await run();

    expect(await standing(before)).toMatchObject([{ version: 2, settled: null }]);
    expect(await standing(after)).toMatchObject([{ version: 3, settled: null }]);
  });
});
