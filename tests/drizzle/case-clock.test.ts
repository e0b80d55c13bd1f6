import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { afterEach, beforeAll, describe, expect, test } from "vitest";
import { recorded } from "#app/cases/case-act.ts";
import { noteCaseView } from "#app/cases/note-case-view.ts";
import { exportVisit } from "#tests/support/case-exports.ts";
import { acts, caseUpTo, done, openTestCase, readCase } from "#tests/support/cases.ts";
import { testDatabase } from "#tests/support/database.ts";
import { aMonday, moveDatabaseClock, testPortal } from "#tests/support/portal.ts";
import { type ActRow, putRecord, recordAct } from "#tests/support/record-of-act.ts";

const city = testPortal();
const rule = (constraint_name: string) => ({ code: "23514", constraint_name });
const kept = "It would be kept.";
const minute = 60_000;
let tom = "";
let joanne = "";
const cases: { id: string; number: string }[] = [];

beforeAll(async () => {
  tom = (await city.viewer("1003")).personId;
  joanne = (await city.viewer("1014")).personId;
  for (const number of [await openTestCase(city), await openTestCase(city)]) {
    const [row] = await city.database.owner`select id from cases where number = ${number}`;
    cases.push({ id: row?.id, number });
  }
});

afterEach(async () => {
  city.at(aMonday);
  await moveDatabaseClock(city.database.owner, "infinity");
});

/** As the portal's role, past the application; undone at the end, when all that waits for it was asked. */
const force = (work: (tx: TransactionSql) => Promise<unknown>) =>
  city.database.portal.begin(async (tx) => {
    await work(tx);
    await tx`set constraints all immediate`;
    throw new Error(kept);
  });

/** A note of Tom in a case, so many minutes after the clock of the tests. */
async function note(tx: TransactionSql, of = 0, minutes = 1): Promise<ActRow> {
  const case_id = cases[of]?.id ?? "";
  const [last] = await tx`select max(number) as number from case_acts where case_id = ${case_id}`;
  const acted_at = new Date(aMonday.getTime() + minutes * minute).toISOString();
  const row = {
    ...{
      case_id,
      number: last?.number + 1,
      act: "noted",
      by: tom,
      acted_at,
      form_id: randomUUID(),
    },
    ...{ acted_on: acted_at.slice(0, 10), words: Buffer.alloc(40) },
  };
  await tx`insert into case_acts ${tx(row)}`;
  return row;
}

describe("the database's own clock", () => {
  const database = testDatabase();

  test("goes with the machine, and lets a server be five minutes ahead", async () => {
    const [row] = await database.portal`
      select latest_moment() - clock_timestamp() between '4 minutes 59 seconds' and '5 minutes' as is_so,
        latest_day() - current_date between 0 and 1 as is_day`;
    expect(row).toEqual({ is_so: true, is_day: true });
  });

  test("is nothing the portal's role can change", async () => {
    await expect(
      database.portal`create or replace function latest_moment() returns timestamptz language sql
        as $$ select 'infinity'::timestamptz $$`,
    ).rejects.toMatchObject({ code: "42501" });
  });
});

describe("around the application", () => {
  test("an act is of no moment to come, and of any that was", async () => {
    await moveDatabaseClock(
      city.database.owner,
      new Date(aMonday.getTime() + 5 * minute).toISOString(),
    );
    const noted = (minutes: number) =>
      force(async (tx) => recordAct(tx, await note(tx, 0, minutes)));
    await expect(noted(5)).rejects.toThrow(kept);
    await expect(noted(6)).rejects.toMatchObject(rule("case_acts_are_not_of_the_future"));
    await expect(noted(24 * 60)).rejects.toMatchObject(rule("case_acts_are_not_of_the_future"));
  });

  test("nor of a day to come anywhere in the world, whatever its moment", async () => {
    // At five in the morning, in UTC, the next day has begun nowhere.
    city.at(new Date("2026-11-24T05:00:00Z"));
    await moveDatabaseClock(city.database.owner, "2026-11-24T05:05:00Z");
    await expect(
      force(async (tx) => {
        const case_id = cases[0]?.id ?? "";
        await tx`insert into case_acts ${tx({
          ...{ case_id, number: 3, act: "noted", by: tom, acted_at: "2026-11-24T05:00:00Z" },
          ...{ acted_on: "2026-11-25", form_id: randomUUID(), words: Buffer.alloc(40) },
        })}`;
      }),
    ).rejects.toMatchObject(rule("case_acts_are_not_of_the_future"));
  });

  test("nothing is seen that is still to come", async () => {
    await moveDatabaseClock(city.database.owner, aMonday.toISOString());
    const at = new Date(aMonday.getTime() + minute);
    await expect(force((tx) => see(tx, { at }))).rejects.toMatchObject(
      rule("case_views_are_not_of_the_future"),
    );
  });

  test("a case is not disposed of before its day, also where the portal's clock says that it came", async () => {
    const number = await caseUpTo(city, "reviewed");
    await done(city, "1003", number, acts.propose("verbal-warning"));
    await done(city, "1014", number, acts.confirm("proposed"));
    for (const one of [acts.issue, acts.tellReporter, acts.close])
      await done(city, "1003", number, one);
    const { file } = await readCase(city, "1003", number);
    const due = file.acts.at(-1)?.dueOn ?? "";
    const [row] = await city.database.owner`select id from cases where number = ${number}`;
    const propose = (acted_on: string) =>
      force(async (tx) => {
        const act = {
          ...{ case_id: row?.id, number: file.acts.length + 1, act: "disposal-proposed", by: tom },
          ...{ acted_on, acted_at: `${acted_on}T16:00:00Z` },
          ...{ form_id: randomUUID(), words: Buffer.alloc(40) },
        };
        await tx`insert into case_acts ${tx(act)}`;
        await recordAct(tx, act);
      });
    await expect(propose(due)).rejects.toThrow(kept);
    await moveDatabaseClock(
      city.database.owner,
      new Date(aMonday.getTime() + 60 * minute).toISOString(),
    );
    await expect(propose(due)).rejects.toMatchObject(rule("case_acts_are_not_of_the_future"));
    await expect(propose("2026-11-23")).rejects.toMatchObject(
      rule("cases_are_kept_until_their_day"),
    );
  });
});

describe("an act comes with its ledger record", () => {
  const unrecorded = rule("case_acts_are_recorded");

  test("of its own transaction, kind, number, doer and moment, that waits for its seal", async () => {
    await expect(force(async (tx) => recordAct(tx, await note(tx)))).rejects.toThrow(kept);
    await expect(force((tx) => note(tx))).rejects.toMatchObject(unrecorded);
    for (const otherwise of [
      { act: "open-case" },
      { position: 1 },
      { position: 33 },
      { by: joanne },
      { by: null },
      { about: tom },
      { at: aMonday },
      { isWaiting: false },
    ])
      await expect(
        force(async (tx) => recordAct(tx, await note(tx), otherwise)),
        JSON.stringify(otherwise),
      ).rejects.toMatchObject(unrecorded);
    const [act] = await city.database.portal.begin(async (tx) => {
      const row = { ...{ act: "noted", by: tom, number: 3 }, acted_at: "2026-11-23T15:31:00.000Z" };
      await recordAct(tx, row);
      return [row];
    });
    expect(act).toBeDefined();
    // A record of another transaction was there before: it is not this act's.
    await expect(force((tx) => note(tx))).rejects.toMatchObject(unrecorded);
  });

  test("and one record does not stand for acts of two cases", async () => {
    const both = (...of: string[]) =>
      force(async (tx) => {
        const [first, second] = [await note(tx, 0, 2), await note(tx, 1, 2)];
        if (of[0]) await recordAct(tx, first, { kase: of[0] });
        if (of[1]) await recordAct(tx, second, { kase: of[1] });
      });
    const [one, other] = ["c".repeat(64), "d".repeat(64)];
    await expect(both(one, other)).rejects.toThrow(kept);
    await expect(both(one)).rejects.toMatchObject(unrecorded);
    await expect(both(one, one)).rejects.toMatchObject(unrecorded);
  });

  test("by the same names as the application has for each act", async () => {
    const rows = await city.database.portal<{ act: string; record: string }[]>`
      select act::text, record_of_case_act(act) as record from unnest(enum_range(null::case_act)) act`;
    expect(Object.fromEntries(rows.map(({ act, record }) => [act, record]))).toEqual(recorded);
  });
});

/** Tom sees something of a case, past the application. */
async function see(
  tx: TransactionSql,
  {
    at = new Date(aMonday.getTime() + minute),
    of = 0,
    viewing = "file",
    withRecord = true,
    by = tom as string | null,
  } = {},
) {
  await tx`insert into case_views ${tx({
    ...{
      id: randomUUID(),
      case_id: cases[of]?.id,
      person_id: tom,
      viewing,
      viewed_at: at.toISOString(),
    },
  })}`;
  const facts = { case: `${of}`.repeat(64), part: viewing };
  if (withRecord) await putRecord(tx, { act: "view-case", by, about: null, at, facts });
}

describe("what is seen of a case is recorded", () => {
  const unrecorded = rule("case_views_are_recorded");

  test("in the same transaction, by who saw it", async () => {
    await expect(force((tx) => see(tx))).rejects.toThrow(kept);
    await expect(force((tx) => see(tx, { withRecord: false }))).rejects.toMatchObject(unrecorded);
    await expect(force((tx) => see(tx, { by: joanne }))).rejects.toMatchObject(unrecorded);
    await expect(force((tx) => see(tx, { by: null }))).rejects.toMatchObject(unrecorded);
    await expect(
      force(async (tx) => {
        await see(tx, { withRecord: false });
        await see(tx, { of: 1 });
      }),
    ).rejects.toMatchObject(unrecorded);
  });

  test("once a day is enough, and the day after it is recorded again", async () => {
    const number = cases[0]?.number ?? "";
    const visit = await exportVisit(city, "1003", number);
    const { kase } = await readCase(city, "1003", number);
    await noteCaseView(visit, kase, "file");
    const later = (hours: number) => new Date(aMonday.getTime() + hours * 60 * minute);
    const again = (hours: number) =>
      force((tx) => see(tx, { at: later(hours), withRecord: false }));
    await expect(again(2)).rejects.toThrow(kept);
    await expect(again(26)).rejects.toMatchObject(unrecorded);
    // Nor does one that had no record of its own carry on from there.
    await city.database.portal.begin((tx) => see(tx, { at: later(20), withRecord: false }));
    await expect(again(30)).rejects.toMatchObject(unrecorded);
    await expect(
      force((tx) => see(tx, { at: later(2), viewing: "letter", withRecord: false })),
    ).rejects.toMatchObject(unrecorded);
  });
});
