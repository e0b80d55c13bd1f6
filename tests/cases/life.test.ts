import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import fc from "fast-check";
import { beforeAll, expect, test } from "vitest";
import { actInHand, actOnCase, type CaseActDone } from "#app/cases/act-on-case.ts";
import { readCapacity, whyNotTheirs } from "#app/cases/capacity.ts";
import { type BoundAct, digestOfAct, holdCase, type NewCaseAct } from "#app/cases/case-act.ts";
import { type CaseFile, readCaseFile } from "#app/cases/case-file.ts";
import { whatIsOpen } from "#app/cases/life/ending.ts";
import { whyNoCaseAct } from "#app/cases/life.ts";
import { type OpenCase, openOwnCase } from "#app/cases/open-case.ts";
import { standingOf } from "#app/cases/standing.ts";
import { clockOf } from "#app/clock.ts";
import type { Transaction } from "#app/db.ts";
import { caseActs } from "#drizzle/schema/case-acts.ts";
import { findForbidden } from "#tests/support/case-invariants.ts";
import { machine } from "#tests/support/case-machine.ts";
import {
  type Able,
  anything,
  type Cast,
  type Dice,
  type Known,
  names,
  people,
  somethingLikely,
  type Try,
} from "#tests/support/case-steps.ts";
import { acts, caseUpTo, done, openTestCase } from "#tests/support/cases.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const ids: Record<string, string> = {};
let versionId = "";
/** Every form answered "done", with what it asked for: none of it may ever be lost. */
const confirmed: { formId: string; asks: NewCaseAct[] }[] = [];
/** How often each act was done and each was refused: what the runs reached. */
const reached = new Map<string, number>();
const count = (name: string) => reached.set(name, (reached.get(name) ?? 0) + 1);

beforeAll(async () => {
  for (const name of people) ids[name] = (await city.viewer(name)).personId;
  versionId = (await city.portal.shelf.inForce(city.portal.now()))?.id ?? "";
});

/** A case as its own acts see it, whoever asks. */
async function readKnown(kase: OpenCase): Promise<Known> {
  const { portal } = city;
  const clock = await clockOf(portal);
  const { today } = clock;
  const file = await readCaseFile(portal.db, kase, today);
  return { kase, file, today, standing: standingOf(file, clock) };
}

const ofRespondents = (by: string): typeof whyNotTheirs =>
  ((_capacity, act, _about, { personId } = {}) =>
    act === "read" || ((act === "responded" || act === "grieved") && personId === by)
      ? null
      : "This is not for a respondent to do") satisfies typeof whyNotTheirs;

/** Somebody tries something, as the portal would let them: a respondent what is theirs, by their own way in. */
async function attempt(
  kase: OpenCase,
  { by, asks }: Try,
  { formId = randomUUID(), seen = 9999 } = {},
): Promise<CaseActDone> {
  const { portal } = city;
  const viewer = await city.viewer(by);
  const isOwn = asks.every(
    ({ act, personId }) =>
      act === "read" ||
      ((act === "responded" || act === "grieved") && personId === viewer.personId),
  );
  const own = isOwn ? await openOwnCase(viewer, portal, kase.number) : undefined;
  const done = own
    ? await portal.db.transaction(async (tx) => {
        await holdCase(tx, own);
        const none = { handles: false, decides: false, investigates: false, hasDeclared: false };
        const capacity = { personId: viewer.personId, ...none, seconds: [], asManager: [] };
        const notTheirs = ofRespondents(viewer.personId);
        return actInHand(portal, tx, own, capacity, { formId, seen }, () => asks, notTheirs);
      })
    : await actOnCase(viewer, portal, kase.number, { formId, seen }, () => asks);
  if (done && "done" in done) confirmed.push({ formId, asks });
  return done;
}

class Kept extends Error {}

/** Puts the same rows in past the application, as the portal's role: what stops them, or null. All is undone. */
async function forced(kase: OpenCase, { by, asks }: Try): Promise<string | null> {
  const { portal } = city;
  const { today } = await clockOf(portal);
  const formId = randomUUID();
  try {
    await portal.db.transaction(async (tx: Transaction) => {
      const [last] = await tx.execute<{ number: number }>(
        sql`select max(number)::int as number from case_acts where case_id = ${kase.id}`,
      );
      for (const [index, { act, about, personId, choice, dueOn, also }] of asks.entries()) {
        const number = (last?.number ?? 0) + 1 + index;
        const row = { act, about, personId, choice, dueOn, formId, number, by: ids[by] ?? "" };
        const moment = { actedOn: today, actedAt: portal.now() };
        await tx
          .insert(caseActs)
          .values({ caseId: kase.id, ...row, ...moment, words: Buffer.alloc(40) });
        await also?.(tx, number);
      }
      await tx.execute(sql`set constraints all immediate`);
      throw new Kept();
    });
  } catch (thrown) {
    if (thrown instanceof Kept) return null;
    const { cause = thrown } = thrown as Error;
    const { code, constraint_name } = cause as { code?: string; constraint_name?: string };
    if (code?.startsWith("23")) return constraint_name ?? code;
    // Drizzle refuses to insert no rows: discipline without grounds.
    if (/values\(\) must be called/.test(String(thrown))) return "nothing";
    throw thrown;
  }
  return null;
}

const show = ({ by, asks }: Try) => {
  const whole = asks.map(({ said: _, also, personId, ...one }) => {
    const person = people.find((name) => ids[name] === personId);
    return JSON.stringify({ ...one, person });
  });
  return `${by} tries ${whole.join(" and ")}`;
};

function checkSentence(sentence: string): void {
  expect(sentence).toMatch(/^[A-Z].{5,}[^.!\s]$/);
  expect(sentence).not.toMatch(/undefined|null|NaN|\[object|\{|\}/);
}

/** That application and database say the same of many acts nobody does: asked of the database in one query. */
async function compare(known: Known, cast: Cast, dice: Dice, by: string): Promise<void> {
  const { portal } = city;
  const { kase, file, standing, today } = known;
  const viewer = await city.viewer(by);
  const capacity = await readCapacity(viewer, portal, portal.db, kase);
  const probes = Array.from({ length: 18 }, () =>
    anything(known, cast, dice, names[dice(names.length)] ?? "noted"),
  );
  const barred = new Map<string, boolean>();
  for (const { id, isBarred } of await portal.db.execute<{ id: string; isBarred: boolean }>(sql`
    select p.id, not is_here(p.id, ${today}) or is_shut_out(p.id, ${kase.id}, ${today}) as "isBarred"
    from people p where p.handle is not null`))
    barred.set(id, isBarred);
  const formId = randomUUID();
  const rows = probes.map(({ act, about, personId, choice, dueOn }) => ({
    ...{
      case_id: kase.id,
      number: file.acts.length + 1,
      act,
      by: viewer.personId,
      acted_on: today,
    },
    ...{ acted_at: portal.now().toISOString(), form_id: formId, about, person_id: personId },
    ...{ choice, due_on: dueOn },
  }));
  const found = await portal.db.execute<{ may: boolean; follows: boolean; sees: boolean }>(sql`
    select coalesce(may_do_case_act(r), false) as may, coalesce(case_act_follows(r), false) as follows,
      sees_case(r."by", r.case_id, r.acted_on) as sees
    from json_array_elements(${JSON.stringify(rows)}::text::json) with ordinality e (row, at),
      json_populate_record(null::case_acts, e.row) r order by e.at`);
  for (const [index, one] of probes.entries()) {
    const { may, follows, sees } = found[index] ?? {};
    const isOwn =
      one.act === "read" ||
      ((one.act === "responded" || one.act === "grieved") && one.personId === viewer.personId);
    const isTheirs = isOwn
      ? file.respondents.some(({ id }) => id === viewer.personId)
      : Boolean(sees) && whyNotTheirs(capacity, one.act, one.about, one) === null;
    const isRespondent = one.personId
      ? file.respondents.some(({ id }) => id === one.personId)
      : undefined;
    const isBarred = barred.get(one.personId ?? "");
    const whyNot = whyNoCaseAct(standing, {
      ...{ ...one, grounds: undefined, isRespondent, isBarred, by: viewer.personId, formId },
    });
    if (whyNot) checkSentence(whyNot);
    const said = { act: show({ by, asks: [one] }), why: whyNot };
    // An act on a case that is not there, or not theirs, is refused whether it follows or not.
    expect({ ...said, may: may && follows }).toEqual({ ...said, may: isTheirs && whyNot === null });
  }
}

/** That what stands in the database is what the application reads from its acts. */
async function checkStanding(kase: OpenCase, { standing, today }: Known): Promise<void> {
  const [found] = await city.portal.db.execute<Record<string, unknown>>(sql`
    select t.stage, stage_of_case(${kase.id}) as "byActs", t.is_paused as paused, t.is_held as held,
      coalesce((select json_agg(w order by w) from awaits_second(${kase.id}, ${today}) w), '[]') as awaited,
      not is_open_still(${kase.id}, ${today}) as "canClose", t.investigator_id as investigator,
      is_disposable(${kase.id}, ${today}) as disposable
    from case_standings t where t.case_id = ${kase.id}`);
  const { stage, pause, hold, awaited, appointment } = standing;
  expect(found).toEqual({
    ...{ stage, byActs: stage, paused: Boolean(pause), held: Boolean(hold) },
    ...{
      awaited: awaited.map(({ number }) => number),
      investigator: appointment?.person?.id ?? null,
    },
    canClose: standing.isOpen && whatIsOpen(standing).length === 0,
    disposable: whyNoCaseAct({ ...standing, awaited: [] }, { act: "disposal-proposed" }) === null,
  });
}

/** That a step was a move of the machine, and that what was refused changed nothing. */
function checkMove(before: Known, after: CaseFile, stage: keyof typeof machine): void {
  const done = after.acts.slice(before.file.acts.length).map(({ act }) => act);
  let from = before.standing.stage;
  for (const [index, act] of done.entries()) {
    const to = machine[from][act];
    expect(to, `${act} is no move while a case is at ${from}`).toBeDefined();
    if (index === done.length - 1) expect(to, `${act} from ${from}`).toContain(stage);
    else if (to?.length === 1) [from] = to as [typeof from];
  }
}

type Step = "likely" | "anything" | "at once" | "twice" | "move" | "days";

const step = fc.record({
  kind: fc.oneof(
    { weight: 30, arbitrary: fc.constant<Step>("likely") },
    { weight: 6, arbitrary: fc.constant<Step>("anything") },
    { weight: 3, arbitrary: fc.constant<Step>("at once") },
    { weight: 1, arbitrary: fc.constant<Step>("twice") },
    { weight: 1, arbitrary: fc.constant<Step>("move") },
    { weight: 3, arbitrary: fc.constant<Step>("days") },
  ),
  seed: fc.nat(),
});

/** Chances that follow from a seed: so a counterexample is short, and comes again. */
function diceOf(seed: number): Dice {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9) | 0;
    const mixed = Math.imul(state ^ (state >>> 13), 0x297a2d39);
    return ((mixed ^ (mixed >>> 16)) >>> 0) % Math.max(1, sides);
  };
}

/** About whom a case is, and how far it is when everybody begins to do whatever. */
const starts = [
  ["1009", "opened"],
  ["1014", "opened"],
  ["1003", "opened"],
  ["1001", "opened"],
  ["1009", "answered"],
  ["1009", "found"],
  ["1009", "reviewed"],
  ["1009", "reviewed"],
  ["1009", "closed"],
] as const;

const moves: [string, string, string][] = [
  ["1014", "1009", "1001"],
  ["1003", "1009", "1002"],
  ["1003", "1014", "1002"],
];

async function begin(respondent: string, start: (typeof starts)[number][1]): Promise<string> {
  const openers: Record<string, string> = { "1001": "ruth.enns@example.net", "1003": "1014" };
  if (start === "opened")
    return openTestCase(city, { about: respondent, by: openers[respondent] ?? "1003" });
  if (start !== "closed") return caseUpTo(city, start);
  const number = await caseUpTo(city, "reviewed");
  await done(city, "1003", number, acts.propose("written-warning"));
  await done(city, "1014", number, acts.confirm("proposed"));
  for (const act of [acts.issue, acts.tellReporter]) await done(city, "1003", number, act);
  await done(city, "1003", number, ({ today: dueOn }) => ({ act: "closed", dueOn }));
  return number;
}

/** Who could do what, so that most of what is tried is tried by somebody who may. */
async function readAble({ kase, today }: Known): Promise<Able> {
  const { portal } = city;
  const seconds = await portal.db.execute<{ number: number; id: string }>(sql`
    select w.number, s.person_id as id
    from awaits_second(${kase.id}, ${today}) w (number), seconds_for(${kase.id}, w.number, ${today}) s`);
  const hands = await portal.db.execute<{ id: string }>(sql`
    select h.person_id as id from case_hands(${kase.id}, ${today}) h where h.is_apart and h.rank = (
      select min(rank) from case_hands(${kase.id}, ${today}) where is_apart
    )`);
  const named = (id: string) => people.find((name) => ids[name] === id) ?? "1006";
  return {
    deciders: hands.map(({ id }) => named(id)),
    seconds: seconds.map(({ number, id }) => ({ number, by: named(id) })),
  };
}

/** Drives one case through its steps; answers what was done, refused and seen on the way. */
async function drive(
  [respondent, start]: (typeof starts)[number],
  steps: { kind: Step; seed: number }[],
) {
  const { portal } = city;
  city.at(aMonday);
  const number = await begin(respondent, start);
  const kase = await openOwnCase({ personId: ids[respondent] ?? "" }, portal, number);
  if (!kase) throw new Error(`${number} is not there for its respondent.`);
  const cast: Cast = { ids, versionId, respondent };
  const moved = new Map<string, string>();
  try {
    for (const { kind, seed } of steps) {
      const dice = diceOf(seed);
      if (!(await openOwnCase({ personId: ids[respondent] ?? "" }, portal, number))) break;
      const known = await readKnown(kase);
      const anybody = () => people[dice(people.length)] ?? "1006";
      const able = await readAble(known);
      const some = (): Try =>
        kind === "anything" || (kind === "at once" && dice(4) === 0)
          ? {
              by: anybody(),
              asks: [anything(known, cast, dice, names[dice(names.length)] ?? "noted")],
            }
          : somethingLikely(known, cast, dice, able);
      if (kind === "days") {
        city.at(new Date(city.portal.now().getTime() + (1 + dice(6)) * 86_400_000));
      } else if (kind === "move") {
        const [who, to, home] = moves[dice(moves.length)] ?? ["1014", "1009", "1001"];
        await moveTo(city, who, moved.has(who) ? home : to);
        if (moved.has(who)) moved.delete(who);
        else moved.set(who, home);
      } else if (kind === "at once") {
        await atOnce(known, [some(), some(), some()]);
      } else if (kind === "twice") {
        const [tried, formId] = [some(), randomUUID()];
        const answers = await Promise.all([
          attempt(kase, tried, { formId }),
          attempt(kase, tried, { formId }),
        ]);
        expect(answers[0], show(tried)).toEqual(answers[1]);
      } else {
        const tried = some();
        const answer = await attempt(kase, tried).catch((thrown) => {
          throw new Error(`${show(tried)}: let through, and then ${thrown?.cause ?? thrown}`);
        });
        if (answer && "done" in answer) for (const { act } of tried.asks) count(`done ${act}`);
        else {
          if (answer) checkSentence(answer.refused);
          count(`refused ${tried.asks[0]?.act}`);
          const stopped = await forced(kase, tried);
          const why = answer?.refused ?? "the case is not there";
          expect(stopped, `${show(tried)}, refused: ${why}; kept by the database`).not.toBeNull();
        }
      }
      if (!(await openOwnCase({ personId: ids[respondent] ?? "" }, portal, number))) {
        count("stage disposed");
        break;
      }
      const after = await readKnown(kase);
      count(`stage ${after.standing.stage}`);
      checkMove(known, after.file, after.standing.stage);
      await checkStanding(kase, after);
      await compare(after, cast, dice, anybody());
    }
  } finally {
    for (const [who, home] of moved) await moveTo(city, who, home);
  }
  expect(await findForbidden(city.database.owner)).toEqual([]);
}

/** Several send what they filled in before anybody sent: one wins at most, the others are told what changed. */
async function atOnce({ kase, file }: Known, tries: Try[]): Promise<void> {
  const seen = file.acts.length;
  const answers = await Promise.all(tries.map((one) => attempt(kase, one, { seen })));
  const since = await city.portal.db.execute<{ act: never }>(sql`
    select act from case_acts where case_id = ${kase.id} and number > ${seen}`);
  const won = tries.filter((_, index) => {
    const answer = answers[index];
    return answer && "done" in answer;
  });
  // To open a notice changes nothing for who acts.
  const winners = won.filter(({ asks }) => asks.some(({ act }) => act !== "read"));
  expect(winners.map(show).slice(1), "more than one won").toEqual([]);
  expect(since).toHaveLength(won.reduce((sum, { asks }) => sum + asks.length, 0));
  for (const answer of answers) {
    if (!answer || "done" in answer) continue;
    checkSentence(answer.refused);
    if (answer.refused.startsWith("Read what is new")) {
      expect(winners).toHaveLength(1);
      count("told what changed");
    }
  }
}

/** That what was answered "done" stands there exactly as asked, once, and nothing else does. */
async function checkNothingIsLost(): Promise<void> {
  const rows = await city.database.owner<Record<string, unknown>[]>`
    select form_id as "formId", act, about, person_id as "personId", choice, due_on::text as "dueOn"
    from case_acts order by case_id, number`;
  const byForm = Map.groupBy(rows, ({ formId }) => formId);
  for (const { formId, asks } of confirmed) {
    expect(byForm.get(formId)).toEqual(
      asks.map(({ act, about = null, personId = null, choice = null, dueOn = null }) => ({
        ...{ formId, act, about, personId, choice, dueOn },
      })),
    );
  }
}

/** That each act has exactly one ledger record, which holds its digest, and each record of an act its act. */
async function checkLedger(): Promise<void> {
  const { owner } = city.database;
  const rows = await owner<(BoundAct & { caseId: string })[]>`
    select a.case_id as "caseId", a.number, a.act, a.form_id as "formId", a.about, a.person_id as "personId", a.choice,
      a.due_on::text as "dueOn", a.words, coalesce(
        (select json_build_object('respondentId', s.respondent_id, 'versionId', s.version_id, 'clause', s.clause,
          'postedFrom', s.posted_from, 'postedUntil', s.posted_until, 'isOffDuty', s.is_off_duty)
          from allegations s where s.case_id = a.case_id and s.number = a.number),
        (select json_build_object('allegation', f.allegation, 'respondentId', f.respondent_id, 'outcome', f.outcome)
          from findings f where f.case_id = a.case_id and f.number = a.number),
        (select json_build_object('respondentId', d.respondent_id, 'measure', d.measure, 'days', d.days,
          'isPaid', d.is_paid, 'sunsetOn', d.sunset_on, 'grounds', (
            select json_agg(g.finding order by g.finding) from discipline_grounds g
            where g.case_id = d.case_id and g.number = d.number
          )) from discipline d where d.case_id = a.case_id and d.number = a.number)
      ) as details
    from case_acts a`;
  const records = await owner<{ body: string }[]>`
    select body from ledger_records where body like '%"position"%'`;
  const said = records.map(({ body }) => JSON.parse(body).facts);
  const ofCases = said.filter((facts) => facts.case && facts.digest && facts.position);
  const write = (kase: string, position: number, digest: string) => `${kase} ${position} ${digest}`;
  expect(ofCases.map((one) => write(one.case, one.position, one.digest)).sort()).toEqual(
    rows
      .map(({ caseId, ...row }) =>
        write(city.portal.vault.indexOf("case", caseId), row.number, digestOfAct(row)),
      )
      .sort(),
  );
}

test("whoever does whatever in whatever order: no forbidden state, no act lost, each refusal said", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...starts),
      fc.array(step, { minLength: 34, maxLength: 42 }),
      drive,
    ),
    { numRuns: Number(process.env.LIFE_RUNS ?? 8), endOnFailure: true },
  );
  await checkNothingIsLost();
  await checkLedger();
  // They went far enough to tell something: most of what was tried was done.
  const all = (what: string) =>
    [...reached].reduce((sum, [name, times]) => sum + (name.startsWith(what) ? times : 0), 0);
  expect(all("done ")).toBeGreaterThan(all("refused "));
}, 600_000);
