import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import type { OpenExchange } from "#app/exchanges/open-exchange.ts";
import { addPicture, escalate, loggedExchange, tell, writeAs } from "#tests/support/escalations.ts";
import { actOn, askAdvice, logOne } from "#tests/support/exchanges.ts";
import { confirmedGrant } from "#tests/support/grants.ts";
import { testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const today = "2026-11-23";
const rule = (constraint_name: string) => ({ constraint_name });
const kept = "It would be kept.";

/** By what they are: asked about and open; logged and open; told of; passed on; closed with its log; written in since. */
const exchanges: Record<string, string> = {};
const ids: Record<string, string> = {};
let logged: OpenExchange;
let file = "";
/** The report an exchange became that was kept from Ray (1004). */
let reportKept = "";

beforeAll(async () => {
  for (const handle of ["1001", "1002", "1003", "1004", "1006", "1007", "1012", "1014"]) {
    ids[handle] = (await city.viewer(handle)).personId;
  }
  const numbers = {
    asked: await askAdvice(city),
    ofRay: await askAdvice(city, { parties: ["1004"] }),
    closed: await askAdvice(city),
    wroteSince: await askAdvice(city),
    unlogged: await askAdvice(city),
    told: (await loggedExchange(city)).number,
    passedOn: (await loggedExchange(city)).number,
  };
  for (const number of [numbers.closed, numbers.wroteSince]) await logOne(city, "1004", { number });
  await writeAs(city, "1006", numbers.wroteSince, "He began again.");
  await actOn(city, "1004", numbers.unlogged, "closed");
  for (const number of [numbers.told, numbers.passedOn]) await tell(city, "1004", number);
  await escalate(city, "1004", numbers.passedOn);
  const keptFromRay = await askAdvice(city, { parties: ["1004"] });
  await actOn(city, "1003", keptFromRay, "answered", "Leave it for tonight.");
  await logOne(city, "1002", { number: keptFromRay });
  await tell(city, "1002", keptFromRay, { isAboutPerson: false, others: ["A neighbour"] });
  await escalate(city, "1002", keptFromRay);
  const [became] = await city.database.owner`
    select e.report_id as id from exchange_escalations e join exchanges x on x.id = e.exchange_id
    where x.number = ${keptFromRay}`;
  reportKept = became?.id;
  logged = await loggedExchange(city);
  file = await addPicture(city, "1004", logged);
  for (const [name, number] of Object.entries({ ...numbers, logged: logged.number })) {
    const [row] = await city.database.owner`select id from exchanges where number = ${number}`;
    exchanges[name] = row?.id;
  }
});

describe.each(["owner", "portal"] as const)("around the application, as the %s:", (role) => {
  /** Does it in a transaction that is undone; what waits for its end is asked before. */
  const force = (work: (tx: TransactionSql) => Promise<unknown>) =>
    city.database[role].begin(async (tx) => {
      await work(tx);
      await tx`set constraints all immediate`;
      throw new Error(kept);
    });
  /** An act past the application, as Ray (1004) does it where nothing else is said. */
  const act = (exchange: string, row: Record<string, unknown>) => async (tx: TransactionSql) => {
    const [last] = await tx`
      select coalesce(max(number), 0) as number from exchange_acts where exchange_id = ${exchanges[exchange] ?? ""}`;
    await tx`insert into exchange_acts ${tx({
      ...{ exchange_id: exchanges[exchange], number: last?.number + 1, by: ids["1004"] },
      ...{ acted_on: today, acted_at: `${today}T16:00:00Z`, form_id: randomUUID() },
      ...{ words: Buffer.alloc(40), follow_up_on: null, ...row },
    })}`;
  };
  const log =
    (exchange: string, by?: string, platform = "Facebook") =>
    (tx: TransactionSql) =>
      tx`insert into exchange_reports (exchange_id, by, logged_on, platform, disengaged, said)
      values (${exchanges[exchange] ?? ""}, ${by ?? ""}, ${today}, ${platform}, 'yes', ${Buffer.alloc(40)})`;
  const copyReport = (more: Record<string, unknown>) => async (tx: TransactionSql) => {
    const [found] = await tx`select * from violation_reports where channel = 'exchange-report'`;
    const key_id = randomUUID();
    await tx`insert into data_keys (id) values (${key_id})`;
    const own = { id: randomUUID(), number: randomUUID(), form_id: randomUUID(), key_id };
    await tx`insert into violation_reports ${tx({ ...found, ...own, ...more })}`;
    return own.id;
  };
  const escalation =
    (exchange: string, report_id: string, by = ids["1004"] ?? "") =>
    (tx: TransactionSql) =>
      tx`insert into exchange_escalations values (${exchanges[exchange] ?? ""}, ${report_id}, ${by}, ${today})`;

  test.each([
    ["answered", "asked", {}],
    ["answered", "ofRay", { by: "1002" }],
    ["answered", "wroteSince", {}],
    ["wrote", "asked", { by: "1006" }],
    ["wrote", "passedOn", { by: "1006" }],
    ["told", "logged", {}],
    ["told", "closed", {}],
    ["followed-up", "logged", {}],
    ["closed", "logged", { words: null }],
  ])(
    "%s would be kept where it follows (%s)",
    async (name, exchange, {
      by = "1004",
      ...row
    }: {
      by?: string;
      words?: null;
    }) => {
      await expect(force(act(exchange, { act: name, by: ids[by], ...row }))).rejects.toThrow(kept);
    },
  );

  test.each([
    ["whose exchange it is", "1006", "asked"],
    ["a colleague", "1007", "asked"],
    ["the administrator", "1012", "asked"],
    ["HR, where the supervisor is here", "1002", "asked"],
    ["somebody further up who did not begin it", "1001", "asked"],
    ["the supervisor who is part of it", "1004", "ofRay"],
    ["HR, once it is closed", "1002", "closed"],
    ["HR, once somebody wrote in what was closed", "1002", "wroteSince"],
  ])("nobody answers, tells or closes but who advises: not %s", async (_, by, exchange) => {
    for (const name of ["answered", "told", "escalated", "followed-up", "closed"]) {
      await expect(force(act(exchange, { act: name, by: ids[by] }))).rejects.toMatchObject(
        rule("exchange_acts_are_of_advisers"),
      );
    }
  });

  test("only whose exchange it is writes to the adviser", async () => {
    for (const by of ["1004", "1007"]) {
      await expect(force(act("asked", { act: "wrote", by: ids[by] }))).rejects.toMatchObject(
        rule("exchange_acts_are_written_by_oneself"),
      );
    }
  });

  test.each([
    ["telling before there is a log", "asked", { act: "told" }],
    ["passing on before the person was told", "logged", { act: "escalated" }],
    ["following up what was not logged", "asked", { act: "followed-up" }],
    ["following up what is closed", "closed", { act: "followed-up" }],
    ["answering what is closed", "closed", { act: "answered" }],
    ["following up what somebody wrote in since", "wroteSince", { act: "followed-up" }],
    ["closing it again", "closed", { act: "closed" }],
    ["writing about what was closed without a log", "unlogged", { act: "wrote", by: "1006" }],
  ])("nothing comes out of its turn: %s", async (_, exchange, row) => {
    const by = ids[(row as { by?: string }).by ?? "1004"];
    await expect(force(act(exchange, { ...row, by }))).rejects.toMatchObject(
      rule("exchange_acts_follow"),
    );
  });

  test("what was written since is answered once, and again once more is written", async () => {
    const inTurn =
      (...acts: [string, string][]) =>
      async (tx: TransactionSql) => {
        for (const [name, by] of acts) await act("wroteSince", { act: name, by: ids[by] })(tx);
      };
    const answer: [string, string] = ["answered", "1004"];
    const write: [string, string] = ["wrote", "1006"];
    await expect(force(inTurn(answer, answer))).rejects.toMatchObject(rule("exchange_acts_follow"));
    await expect(force(inTurn(answer, write, answer))).rejects.toThrow(kept);
  });

  test("acts stand in order, one from a form, and some happen once", async () => {
    const stand = (row: object, exchange = "asked") =>
      force(act(exchange, { act: "answered", ...row }));
    for (const number of [0, 2, 7]) {
      await expect(stand({ number })).rejects.toMatchObject(rule("exchange_acts_stand_in_order"));
    }
    const form_id = randomUUID();
    const twice = async (tx: TransactionSql) => {
      await act("asked", { act: "answered", form_id })(tx);
      await act("asked", { act: "answered", form_id })(tx);
    };
    await expect(force(twice)).rejects.toMatchObject(rule("exchange_acts_come_from_one_form"));
    for (const name of ["told", "escalated"]) {
      await expect(stand({ act: name }, "passedOn")).rejects.toMatchObject(
        rule("exchange_acts_happen_once"),
      );
    }
  });

  test("an act says something where it has to, and comes back on a later day", async () => {
    for (const name of ["told", "followed-up"]) {
      const silent = act("logged", { act: name, words: null });
      await expect(force(silent)).rejects.toMatchObject(rule("exchange_acts_say_something"));
    }
    for (const [name, follow_up_on] of [
      ["followed-up", today],
      ["answered", "2026-12-01"],
    ]) {
      const early = act("logged", { act: name, follow_up_on });
      await expect(force(early)).rejects.toMatchObject(rule("exchange_acts_follow_up_later"));
    }
  });

  test("a log is of who advises, once, and an act too", async () => {
    await expect(force(log("asked", ids["1014"]))).rejects.toMatchObject(
      rule("exchange_reports_are_of_advisers"),
    );
    await expect(force(log("asked", ids["1006"]))).rejects.toMatchObject(
      rule("exchange_reports_are_of_advisers"),
    );
    await expect(force(log("logged", ids["1004"]))).rejects.toMatchObject({ code: "23505" });
    const whole = rule("exchanges_are_recorded_whole");
    await expect(force(log("asked", ids["1004"]))).rejects.toMatchObject(whole);
    await expect(force(act("asked", { act: "logged" }))).rejects.toMatchObject(whole);
    const both = async (tx: TransactionSql) => {
      await log("asked", ids["1004"])(tx);
      await act("asked", { act: "logged" })(tx);
    };
    await expect(force(both)).rejects.toThrow(kept);
  });

  test("a report from an exchange names it, and an escalation is an act, of the same person", async () => {
    await expect(force(copyReport({}))).rejects.toMatchObject(
      rule("violation_reports_keep_their_source"),
    );
    const whole = rule("exchanges_are_recorded_whole");
    await expect(force(act("told", { act: "escalated" }))).rejects.toMatchObject(whole);
    const forced = (more: object, by?: string, withAct = true) =>
      force(async (tx) => {
        const report = await copyReport({ ...more })(tx);
        await escalation("told", report, by)(tx);
        if (withAct) await act("told", { act: "escalated", words: null })(tx);
      });
    await expect(forced({})).rejects.toThrow(kept);
    await expect(forced({}, undefined, false)).rejects.toMatchObject(whole);
    await expect(forced({}, ids["1002"])).rejects.toMatchObject(whole);
    await expect(forced({ channel: "phone" })).rejects.toMatchObject(whole);
  });

  test("nobody who was part of an exchange, or advised in it, handles its report, granted later", async () => {
    const handle = (someone: string) =>
      force(async (tx) => {
        const by = ids[someone] ?? "";
        await confirmedGrant(tx, { person: by, asker: ids["1012"], second: ids["1001"] });
        await tx`insert into report_acts (report_id, number, act, by, at)
          values (${reportKept}, 1, 'acknowledged', ${by}, now())`;
      });
    // Whose it was, whom it was kept from, who only answered, who logged it and passed it on.
    for (const someone of ["1006", "1004", "1003", "1002"]) {
      await expect(handle(someone)).rejects.toMatchObject(rule("reports_are_handled_by_others"));
    }
    await expect(handle("1007")).rejects.toThrow(kept);
  });

  test("nothing is passed on without its log, twice, or as a report of another", async () => {
    await expect(force(escalation("asked", randomUUID()))).rejects.toMatchObject({ code: "23503" });
    const [report] = await city.database.owner`select report_id as id from exchange_escalations`;
    for (const exchange of ["told", "passedOn"]) {
      await expect(force(escalation(exchange, report?.id))).rejects.toMatchObject({
        code: "23505",
      });
    }
  });

  test("who is part of an exchange is said when it is begun, never later", async () => {
    const late = (tx: TransactionSql) =>
      tx`insert into exchange_parties values (${exchanges.asked ?? ""}, ${ids["1004"] ?? ""})`;
    await expect(force(late)).rejects.toMatchObject(
      rule("exchange_parties_come_with_their_exchange"),
    );
  });

  const begin = (more: Record<string, unknown>, party?: string) =>
    force(async (tx) => {
      const [found] = await tx`select * from exchanges where id = ${exchanges.asked ?? ""}`;
      const key_id = randomUUID();
      await tx`insert into data_keys (id) values (${key_id})`;
      const own = { id: randomUUID(), number: randomUUID(), form_id: randomUUID(), key_id };
      await tx`insert into exchanges ${tx({ ...found, ...own, ...more })}`;
      if (party) await tx`insert into exchange_parties values (${own.id}, ${party})`;
    });

  test("a request is asked by oneself and has words; a log begins without", async () => {
    await expect(begin({})).rejects.toThrow(kept);
    await expect(begin({ request: null })).rejects.toMatchObject(
      rule("exchanges_hold_a_request_when_asked_about"),
    );
    await expect(begin({ begun_by: ids["1004"] })).rejects.toMatchObject(
      rule("exchanges_are_asked_about_by_oneself"),
    );
  });

  test("a log is begun by who stands above the person, or advises them", async () => {
    const log = (by: string) => begin({ begun_as: "log", request: null, begun_by: ids[by] });
    for (const above of ["1004", "1001"]) await expect(log(above)).rejects.toThrow(kept);
    for (const other of ["1002", "1003", "1007", "1012", "1014"]) {
      await expect(log(other)).rejects.toMatchObject(rule("exchanges_are_begun_by_advisers"));
    }
  });

  test("nobody keeps an exchange from themselves", async () => {
    await expect(begin({}, ids["1004"])).rejects.toThrow(kept);
    await expect(begin({}, ids["1006"])).rejects.toMatchObject(rule("exchange_parties_are_others"));
  });

  test("a key is that of one report or one exchange", async () => {
    const own = rule("data_keys_have_one_holder");
    const [report] = await city.database.owner`select key_id from violation_reports limit 1`;
    await expect(begin({ key_id: report?.key_id })).rejects.toMatchObject(own);
    await expect(
      force(copyReport({ channel: "phone", key_id: logged.keyId })),
    ).rejects.toMatchObject(own);
  });

  test("no act is earlier than the one before it, or than its exchange", async () => {
    const early = rule("exchange_acts_are_never_earlier");
    const yesterday = { acted_on: "2026-11-22", acted_at: "2026-11-22T15:00:00Z" };
    for (const exchange of ["asked", "logged"]) {
      for (const row of [
        yesterday,
        { acted_on: "2026-11-22" },
        { acted_at: `${today}T15:00:00Z` },
      ]) {
        const answered = act(exchange, { act: "answered", ...row });
        await expect(force(answered)).rejects.toMatchObject(early);
      }
    }
  });

  test("a day is that of its moment", async () => {
    const moment = rule("exchange_acts_have_the_day_of_their_moment");
    for (const row of [{ acted_on: "2026-11-25" }, { acted_at: "2026-11-25T15:00:00Z" }]) {
      const answered = act("asked", { act: "answered", ...row });
      await expect(force(answered)).rejects.toMatchObject(moment);
    }
    for (const begun_on of ["2026-11-21", "2026-11-25"]) {
      await expect(begin({ begun_on })).rejects.toMatchObject(
        rule("exchanges_begin_on_the_day_of_their_moment"),
      );
    }
  });

  test("a log or an escalation has the day of its act", async () => {
    const tomorrow = { acted_on: "2026-11-24", acted_at: "2026-11-24T15:00:00Z" };
    const whole = rule("exchanges_are_recorded_whole");
    const logs = async (tx: TransactionSql) => {
      await log("asked", ids["1004"])(tx);
      await act("asked", { act: "logged", ...tomorrow })(tx);
    };
    await expect(force(logs)).rejects.toMatchObject(whole);
    const passesOn = async (tx: TransactionSql) => {
      await escalation("told", await copyReport({})(tx))(tx);
      await act("told", { act: "escalated", words: null, ...tomorrow })(tx);
    };
    await expect(force(passesOn)).rejects.toMatchObject(whole);
  });

  test("a platform is named, in at most sixty characters", async () => {
    for (const platform of ["", "x".repeat(61)]) {
      await expect(force(log("asked", ids["1004"], platform))).rejects.toMatchObject(
        rule("exchange_reports_name_a_platform"),
      );
    }
  });

  test("evidence of an exchange is added by who advises in it, and held by what there is", async () => {
    const hold = (row: Record<string, unknown>) =>
      force(async (tx) => {
        const id = randomUUID();
        await tx`insert into evidence_files values (${id}, ${today})`;
        await tx`insert into evidence_pieces values (${id}, 0, ${Buffer.alloc(40)})`;
        await tx`insert into held_evidence ${tx({
          ...{ file_id: id, key_id: logged.keyId, position: 99, size: 12, pieces: 1 },
          ...{ described: Buffer.alloc(40), wrapped_key: Buffer.alloc(60), author: "office" },
          ...{ by: ids["1004"], added_on: today, added_at: `${today}T15:00:00Z`, ...row },
        })}`;
      });
    await expect(hold({})).rejects.toThrow(kept);
    for (const by of ["1006", "1007", "1014", "1012"]) {
      await expect(hold({ by: ids[by] })).rejects.toMatchObject(
        rule("exchange_acts_are_of_advisers"),
      );
    }
    await expect(hold({ author: "reporter", by: null })).rejects.toMatchObject(
      rule("reports_keep_no_trace_of_the_anonymous"),
    );
    const [key] = await city.database.owner`
      select id from data_keys where id not in (select key_id from exchanges)
        and id not in (select key_id from violation_reports)`;
    const nobodys = key?.id ?? randomUUID();
    if (!key) await city.database.owner`insert into data_keys (id) values (${nobodys})`;
    await expect(hold({ key_id: nobodys })).rejects.toMatchObject(
      rule("held_evidence_has_a_holder"),
    );
  });

  test("a picture of an adviser comes into a report by passing it on only", async () => {
    const [to] = await city.database.owner`
      select r.key_id from exchange_escalations e join violation_reports r on r.id = e.report_id`;
    const smuggle = (tx: TransactionSql) => tx`
      insert into held_evidence
      select (jsonb_populate_record(h, jsonb_build_object('key_id', ${to?.key_id}::uuid, 'position', 77))).*
      from held_evidence h where h.file_id = ${file}`;
    await expect(force(smuggle)).rejects.toMatchObject(rule("reports_are_handled_by_holders"));
  });
});

test("which exchanges are open is the triggers' to say, not the portal's", async () => {
  const { portal } = city.database;
  const refused = { code: "42501" };
  await expect(
    portal`insert into open_exchanges values (${exchanges.closed ?? ""}, ${ids["1006"] ?? ""})`,
  ).rejects.toMatchObject(refused);
  await expect(portal`delete from open_exchanges`).rejects.toMatchObject(refused);
  await expect(portal`update open_exchanges set person_id = person_id`).rejects.toMatchObject(
    refused,
  );
  const open = await portal`select exchange_id as id from open_exchanges`;
  expect(open.map(({ id }) => id)).toContain(exchanges.asked);
  expect(open.map(({ id }) => id)).not.toContain(exchanges.closed);
});

describe("never changed, removed or truncated:", () => {
  test.each([
    ["exchanges", "number"],
    ["exchange_parties", "person_id"],
    ["exchange_acts", "words"],
    ["exchange_reports", "said"],
    ["exchange_escalations", "by"],
  ])("%s", async (table, column) => {
    for (const change of [
      `update ${table} set ${column} = ${column}`,
      `delete from ${table}`,
      `truncate ${table} cascade`,
    ]) {
      await expect(city.database.portal.unsafe(change)).rejects.toMatchObject({ code: "42501" });
      await expect(city.database.owner.unsafe(change)).rejects.toThrow(/is evidence/);
    }
  });
});
