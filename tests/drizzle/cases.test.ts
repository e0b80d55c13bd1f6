import { randomUUID } from "node:crypto";
import type { TransactionSql } from "postgres";
import { beforeAll, describe, expect, test } from "vitest";
import { acts, caseUpTo, done, investigator, openTestCase } from "#tests/support/cases.ts";
import { moveTo } from "#tests/support/move-to.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { putRecord, recordAct } from "#tests/support/record-of-act.ts";
import { fileReport, subject } from "#tests/support/reports.ts";

const city = testPortal();
const today = "2026-11-23";
const rule = (constraint_name: string) => ({ constraint_name });
const kept = "It would be kept.";
const ruth = "ruth.enns@example.net";
const ids: Record<string, string> = {};
/** By what they are. */
const cases: Record<string, string> = {};

const whose = "case_acts_are_of_those_who_may";
const follow = "case_acts_follow";
const whole = "case_acts_come_whole";

/** Numbers of the acts of `caseUpTo`: who comes first is named as respondent. */
const at = {
  ...{ appointed: 4, alleged: 6, noticed: 7, served: 8, responded: 9, found: 10, proposed: 12 },
};

beforeAll(async () => {
  for (const known of ["1001", "1002", "1003", "1006", "1008", "1009", "1012", "1014"])
    ids[known] = (await city.viewer(known)).personId;
  for (const known of [ruth, investigator]) ids[known] = (await city.viewer(known)).personId;
  const numbers = {
    opened: await openTestCase(city),
    ofJoanne: await openTestCase(city, { about: "1014" }),
    ofManager: await openTestCase(city, { about: "1001", by: ruth }),
    investigated: await caseUpTo(city, "investigated"),
    alleged: await caseUpTo(city, "alleged"),
    served: await caseUpTo(city, "served"),
    answered: await caseUpTo(city, "answered"),
    found: await caseUpTo(city, "found"),
    reviewed: await caseUpTo(city, "reviewed"),
    cleared: await caseUpTo(city, "reviewed", { outcome: "not-substantiated" }),
    superseded: await caseUpTo(city, "reviewed"),
    warned: await caseUpTo(city, "reviewed"),
    suspended: await caseUpTo(city, "reviewed"),
    terminated: await caseUpTo(city, "reviewed"),
    ended: await caseUpTo(city, "reviewed"),
    closed: await caseUpTo(city, "reviewed"),
  };
  await done(city, investigator, numbers.superseded, acts.find("not-substantiated"));
  await done(city, "1014", numbers.superseded, acts.confirm("found"));
  const tom = (number: string, ...some: Parameters<typeof done>[3][]) =>
    some.reduce(async (before, act) => {
      await before;
      await done(city, "1003", number, act);
    }, Promise.resolve());
  await tom(numbers.warned, acts.propose("written-warning"));
  await tom(numbers.suspended, acts.propose("suspension"));
  await tom(numbers.terminated, acts.propose("termination"));
  await done(city, "1014", numbers.terminated, acts.confirm("proposed"));
  await tom(numbers.ended, ({ file }) => ({
    ...{ act: "appointment-ended", said: { words: "They left." } },
    about: file.acts.find(({ act }) => act === "appointed")?.number ?? 0,
  }));
  await tom(numbers.closed, acts.propose("verbal-warning"));
  await done(city, "1014", numbers.closed, acts.confirm("proposed"));
  await tom(numbers.closed, acts.issue, acts.tellReporter, acts.close);
  for (const [name, number] of Object.entries(numbers)) {
    const [row] = await city.database.owner`select id from cases where number = ${number}`;
    cases[name] = row?.id;
  }
});

/** What an act needs whatever it is about. */
const row = (more: Record<string, unknown>) => ({
  ...{ acted_on: today, acted_at: `${today}T16:00:00Z`, form_id: randomUUID() },
  ...{ words: Buffer.alloc(40), about: null, person_id: null, choice: null, due_on: null, ...more },
});

describe.each(["owner", "portal"] as const)("around the application, as the %s:", (role) => {
  /** Does it in a transaction that is undone; what waits for its end is asked before. */
  const force = (work: (tx: TransactionSql) => Promise<unknown>) =>
    city.database[role].begin(async (tx) => {
      await work(tx);
      await tx`set constraints all immediate`;
      throw new Error(kept);
    });
  type Act = Record<string, unknown> & { by?: string; of?: string };
  /** An act past the application, as Tom (1003) does it about Jesse (1009) where nothing else is said. */
  const act =
    (kase: string, { by = "1003", of, ...given }: Act) =>
    async (tx: TransactionSql) => {
      const [last] = await tx`
        select coalesce(max(number), 0) as number from case_acts where case_id = ${cases[kase] ?? ""}`;
      const number = last?.number + 1;
      const person = of === undefined ? {} : { person_id: ids[of] };
      const own = { case_id: cases[kase], number, by: ids[by], ...person };
      const whole = { ...row(given), ...own, ...(given.number ? { number: given.number } : {}) };
      await tx`insert into case_acts ${tx(whole)}`;
      await recordAct(tx, whole);
      return number;
    };
  const tried = (kase: string, given: Act) => expect(force(act(kase, given)));

  const finding =
    (
      kase: string,
      { by = investigator, of = "1009", about = at.alleged, outcome = "substantiated" } = {},
    ) =>
    async (tx: TransactionSql) => {
      const number = await act(kase, { act: "found", by, of, about })(tx);
      await tx`insert into findings values (${cases[kase] ?? ""}, ${number}, ${about}, ${ids[of] ?? ""}, ${outcome})`;
    };
  const proposal =
    (
      kase: string,
      more: { by?: string; of?: string; about?: number; ground?: number; measure?: string } = {},
      also: Record<string, unknown> = {},
    ) =>
    async (tx: TransactionSql) => {
      const { by = "1003", of = "1009", about, ground = at.found, measure = "demotion" } = more;
      const number = await act(kase, { act: "proposed", by, of, about: about ?? null })(tx);
      const [case_id, respondent_id] = [cases[kase], ids[of]];
      await tx`insert into discipline ${tx({
        ...{ case_id, number, respondent_id, measure, days: null, is_paid: null, sunset_on: null },
        ...also,
      })}`;
      await tx`insert into discipline_grounds ${tx({ case_id, number, respondent_id, finding: ground })}`;
    };
  const allegation =
    (kase: string, more: Record<string, unknown> = {}, actOf: Act = {}) =>
    async (tx: TransactionSql) => {
      const number = await act(kase, { act: "alleged", by: investigator, of: "1009", ...actOf })(
        tx,
      );
      const version = (await city.portal.shelf.inForce(aMonday))?.id;
      await tx`insert into allegations ${tx({
        ...{ case_id: cases[kase], number, respondent_id: ids["1009"], version_id: version },
        ...{ clause: "6.c", posted_from: "2026-11-16", posted_until: "2026-11-16" },
        ...{ is_off_duty: true, department_id: null, ...more },
      })}`;
    };
  const inTurn =
    (...works: ((tx: TransactionSql) => Promise<unknown>)[]) =>
    async (tx: TransactionSql) => {
      for (const work of works) await work(tx);
    };

  test("what follows would be kept", async () => {
    for (const [kase, given] of [
      ["opened", { act: "triaged", choice: "investigate" }],
      ["alleged", { act: "noticed", by: investigator, of: "1009", due_on: "2026-12-01" }],
      [
        "served",
        { act: "responded", by: "1009", of: "1009", about: at.noticed, choice: "response" },
      ],
      ["found", { act: "confirmed", by: "1014", about: at.found, choice: "as-approver" }],
      ["warned", { act: "confirmed", by: "1014", about: at.proposed, choice: "as-approver" }],
      [
        "terminated",
        { act: "confirmed", by: "1001", about: at.proposed, choice: "as-city-manager" },
      ],
      ["closed", { act: "reopened", due_on: "2027-01-01" }],
    ] as [string, Act][])
      await tried(kase, given).rejects.toThrow(kept);
    await expect(force(finding("answered"))).rejects.toThrow(kept);
    await expect(force(proposal("reviewed"))).rejects.toThrow(kept);
    await expect(force(allegation("investigated"))).rejects.toThrow(kept);
  });

  describe("discipline", () => {
    test("rests on a substantiated finding that stands, about the same person, in the same case", async () => {
      const stands = rule("discipline_rests_on_findings_that_stand");
      // Unsubstantiated: a case with that finding alone is past deciding.
      await expect(force(proposal("cleared"))).rejects.toMatchObject(rule(follow));
      await expect(force(proposal("superseded"))).rejects.toMatchObject(rule(follow));
      await expect(force(proposal("found"))).rejects.toMatchObject(rule(follow));
      const unsubstantiatedBeside = inTurn(
        allegation("reviewed"),
        act("reviewed", { act: "noticed", by: investigator, of: "1009", due_on: "2026-12-01" }),
        act("reviewed", { act: "served", by: investigator, about: 13, choice: "by-hand" }),
        act("reviewed", {
          ...{ act: "responded", by: "1009", of: "1009", about: 13, choice: "response" },
        }),
        finding("reviewed", { about: 12, outcome: "inconclusive" }),
        act("reviewed", { act: "confirmed", by: "1014", about: 16, choice: "as-approver" }),
      );
      const resting = (ground: number) =>
        force(inTurn(unsubstantiatedBeside, proposal("reviewed", { ground })));
      await expect(resting(16)).rejects.toMatchObject(rule("discipline_grounds_are_findings"));
      await expect(resting(at.found)).rejects.toThrow(kept);
      await expect(resting(9)).rejects.toMatchObject(stands);
      const lie = force(async (tx) => {
        await unsubstantiatedBeside(tx);
        await proposal("reviewed")(tx);
        await tx`insert into discipline_grounds
          values (${cases.reviewed ?? ""}, 18, ${ids["1009"] ?? ""}, 16, 'inconclusive')`;
      });
      await expect(lie).rejects.toMatchObject(rule("discipline_grounds_are_substantiated"));
    });

    test("is about no other person, and no finding of another case", async () => {
      const named = act("reviewed", { act: "respondent-named", of: "1006" });
      await expect(
        force(inTurn(named, proposal("reviewed", { of: "1006" }))),
      ).rejects.toMatchObject(rule("discipline_grounds_are_findings"));
      await expect(force(proposal("reviewed", { of: "1006" }))).rejects.toMatchObject(rule(follow));
      // Jesse again, found in the other case: this one has no such finding.
      await expect(force(proposal("reviewed", { ground: 11 }))).rejects.toMatchObject(
        rule("discipline_rests_on_findings_that_stand"),
      );
    });

    test("comes with its act, its grounds and what its measure needs", async () => {
      const alone = act("reviewed", { act: "proposed", of: "1009" });
      await expect(force(alone)).rejects.toMatchObject(rule(whole));
      for (const also of [
        { measure: "suspension" },
        { measure: "suspension", days: 0, is_paid: true },
        { measure: "demotion", days: 3, is_paid: true },
      ])
        await expect(force(proposal("reviewed", {}, also))).rejects.toMatchObject(
          rule("discipline_suspends_for_days"),
        );
      const unending = proposal(
        "reviewed",
        { measure: "termination" },
        { sunset_on: "2027-01-01" },
      );
      await expect(force(unending)).rejects.toMatchObject(rule("discipline_ends_where_it_can"));
      await expect(force(proposal("reviewed", {}, { sunset_on: today }))).rejects.toMatchObject(
        rule(whole),
      );
    });

    test("is replaced by a later proposal, whose approvals begin anew", async () => {
      await expect(force(proposal("warned"))).rejects.toMatchObject(rule(follow));
      const edit = proposal("terminated", { about: at.proposed, measure: "termination" });
      await expect(force(edit)).rejects.toThrow(kept);
      const manager = { act: "confirmed", by: "1001", choice: "as-city-manager" };
      const issue = { act: "issued", of: "1009", choice: "by-hand" };
      const approved = act("terminated", { ...manager, about: at.proposed });
      const editThen = (about: number) =>
        force(inTurn(approved, edit, act("terminated", { ...issue, about })));
      for (const about of [at.proposed, 15])
        await expect(editThen(about)).rejects.toMatchObject(rule(follow));
    });

    test("is issued once it is approved, once, and by who decides", async () => {
      const issue = { act: "issued", of: "1009", about: at.proposed, choice: "by-hand" };
      for (const kase of ["warned", "suspended", "terminated"])
        await tried(kase, issue).rejects.toMatchObject(rule(follow));
      const joanne = { act: "confirmed", by: "1014", about: at.proposed, choice: "as-approver" };
      const approve = act("warned", joanne);
      await expect(force(inTurn(approve, act("warned", issue)))).rejects.toThrow(kept);
      const twice = inTurn(approve, act("warned", issue), act("warned", issue));
      await expect(force(twice)).rejects.toMatchObject(rule(follow));
      for (const by of [investigator, "1009", "1012", "1006", ruth])
        await expect(force(inTurn(approve, act("warned", { ...issue, by })))).rejects.toMatchObject(
          rule(whose),
        );
      const one = inTurn(act("suspended", joanne), act("suspended", issue));
      await expect(force(one)).rejects.toMatchObject(rule(follow));
    });

    test("is approved by another, no investigator, no proposer, and the outside officer only where needed", async () => {
      const approve = { act: "confirmed", about: at.proposed, choice: "as-approver" };
      for (const by of ["1003", investigator, "1009", "1006", "1012", "1008", ruth])
        await tried("warned", { ...approve, by }).rejects.toMatchObject(rule(whose));
      await tried("ended", { ...approve, about: at.found, by: investigator }).rejects.toMatchObject(
        rule(whose),
      );
      const twice = act("suspended", { ...approve, by: "1014" });
      await expect(force(inTurn(twice, twice))).rejects.toMatchObject(rule(follow));
      // Joanne edits what Tom proposed: neither of them approves it any more.
      const edit = proposal("warned", {
        by: "1014",
        about: at.proposed,
        measure: "verbal-warning",
      });
      for (const by of ["1003", "1014"])
        await expect(
          force(inTurn(edit, act("warned", { ...approve, about: 13, by }))),
        ).rejects.toMatchObject(rule(whose));
    });

    test("a termination has the city manager among those who approve, or the outside officer in their place", async () => {
      const approve = { act: "confirmed", about: at.proposed };
      const asManager = { ...approve, choice: "as-city-manager" };
      await tried("suspended", { ...asManager, by: "1014" }).rejects.toMatchObject(rule(whose));
      await tried("terminated", { ...asManager, by: ruth }).rejects.toMatchObject(rule(whose));
      const without = inTurn(
        act("terminated", { act: "party-named", of: "1001", choice: "witness" }),
        act("terminated", { ...asManager, by: ruth }),
        act("terminated", { act: "issued", of: "1009", about: at.proposed, choice: "by-hand" }),
      );
      await expect(force(without)).rejects.toThrow(kept);
      const notAsManager = inTurn(
        act("terminated", { ...approve, by: "1001", choice: "as-approver" }),
        act("terminated", { act: "issued", of: "1009", about: at.proposed, choice: "by-hand" }),
      );
      await expect(force(notAsManager)).rejects.toMatchObject(rule(follow));
    });

    test("an approval of somebody who may have no part any more does not count", async () => {
      const approve = { act: "confirmed", by: "1014", about: at.proposed, choice: "as-approver" };
      const issue = act("warned", {
        act: "issued",
        of: "1009",
        about: at.proposed,
        choice: "by-hand",
      });
      const named = act("warned", { act: "respondent-named", of: "1014" });
      await expect(force(inTurn(act("warned", approve), named, issue))).rejects.toMatchObject(
        rule(follow),
      );
    });
  });

  describe("a finding", () => {
    test("comes after notice and a closed response step", async () => {
      for (const kase of ["alleged", "served"])
        await expect(force(finding(kase))).rejects.toMatchObject(rule(follow));
      await expect(force(finding("opened", { by: "1003", about: 1 }))).rejects.toMatchObject(
        rule(whose),
      );
      const none = {
        act: "responded",
        by: investigator,
        of: "1009",
        about: at.noticed,
        choice: "none",
      };
      await tried("served", none).rejects.toMatchObject(rule(follow));
    });

    test("or after an exception that a second person confirmed", async () => {
      const except = act("served", {
        act: "excepted",
        by: investigator,
        of: "1009",
        choice: "response",
      });
      const confirm = (by: string) =>
        act("served", { act: "confirmed", by, about: 9, choice: "as-approver" });
      await expect(force(inTurn(except, finding("served")))).rejects.toMatchObject(rule(follow));
      await expect(force(inTurn(except, confirm("1014"), finding("served")))).rejects.toThrow(kept);
      await expect(force(inTurn(except, confirm(investigator)))).rejects.toMatchObject(rule(whose));
    });

    test("is of the investigator who declared, about an allegation of the case and its respondent", async () => {
      for (const by of ["1003", "1014", "1001", "1009", "1006", "1012", ruth])
        await expect(force(finding("answered", { by }))).rejects.toMatchObject(rule(whose));
      await expect(force(finding("ended"))).rejects.toMatchObject(rule(whose));
      await expect(force(finding("answered", { of: "1006" }))).rejects.toMatchObject(rule(follow));
      await expect(force(finding("answered", { about: at.noticed }))).rejects.toMatchObject(
        rule(follow),
      );
    });

    test("is reviewed by another person", async () => {
      const review = { act: "confirmed", about: at.found, choice: "as-approver" };
      for (const by of [investigator, "1009", "1008", "1006", "1012", ruth])
        await tried("found", { ...review, by }).rejects.toMatchObject(rule(whose));
      await tried("reviewed", { ...review, by: "1003" }).rejects.toMatchObject(rule(follow));
    });
  });

  describe("the investigator", () => {
    test("neither reviews, proposes, approves, issues nor closes, also when no longer appointed", async () => {
      for (const kase of ["reviewed", "ended"])
        await expect(force(proposal(kase, { by: investigator }))).rejects.toMatchObject(
          rule(whose),
        );
      // Joanne of HR was the investigator, and her appointment ended.
      const was = inTurn(
        act("reviewed", { act: "appointment-ended", about: at.appointed }),
        act("investigated", { act: "appointment-ended", about: at.appointed }),
        act("investigated", { act: "appointed", of: "1014" }),
        act("investigated", { act: "appointment-ended", about: 7 }),
      );
      const close = { act: "closed", by: "1014", due_on: "2030-01-01" };
      await expect(force(inTurn(was, act("investigated", close)))).rejects.toMatchObject(
        rule(whose),
      );
      await expect(
        force(inTurn(was, act("investigated", { act: "noted", by: "1014" }))),
      ).rejects.toThrow(kept);
    });

    test("is nobody who reviewed or decided, is shut out, works below a respondent or has left", async () => {
      const end = act("reviewed", { act: "appointment-ended", about: at.appointed });
      const left = (await city.viewer("1013")).personId;
      const gord = { act: "appointed", person_id: left };
      for (const given of [
        { act: "appointed", of: "1014" },
        { act: "appointed", of: "1009" },
        gord,
      ])
        await expect(force(inTurn(end, act("reviewed", given)))).rejects.toMatchObject(
          rule(follow),
        );
      await expect(
        force(inTurn(end, act("reviewed", { act: "appointed", of: "1006" }))),
      ).rejects.toThrow(kept);
      await tried("reviewed", { act: "appointed", of: "1006" }).rejects.toMatchObject(rule(follow));
    });

    test("does nothing before they declare", async () => {
      const anew = inTurn(
        act("alleged", { act: "appointment-ended", about: at.appointed }),
        act("alleged", { act: "appointed", of: "1006" }),
      );
      const notice = { act: "noticed", by: "1006", of: "1009", due_on: "2026-12-01" };
      await expect(force(inTurn(anew, act("alleged", notice)))).rejects.toMatchObject(rule(whose));
      const declare = act("alleged", { act: "declared", by: "1006", about: 8 });
      await expect(force(inTurn(anew, declare, act("alleged", notice)))).rejects.toThrow(kept);
      // What they declared of an appointment that ended is no declaration of this one.
      const late = inTurn(
        anew,
        act("alleged", { act: "appointment-ended", about: 8 }),
        act("alleged", { act: "appointed", of: "1006" }),
      );
      await expect(force(inTurn(late, declare))).rejects.toMatchObject(rule(follow));
    });
  });

  describe("a party, and whoever is below a respondent or shut out,", () => {
    const everything = ["noted", "triaged", "held", "paused", "training-assigned"];
    const doing = (by: string, name: string) =>
      act("opened", {
        ...{ act: name, by, choice: { triaged: "coach", paused: "other" }[name] ?? null },
        ...(name === "training-assigned" && { of: "1009" }),
      });
    test.each([
      ["a witness", { act: "party-named", of: "1014", choice: "witness" }],
      ["who stepped aside", { act: "shut-out", by: "1014", of: "1014", choice: "declared" }],
      ["a further respondent", { act: "respondent-named", of: "1014" }],
      ["who works below one", { act: "respondent-named", of: "1001" }],
    ] as [string, Act][])("does nothing: %s", async (_, party) => {
      for (const name of everything) {
        await expect(force(doing("1014", name))).rejects.toThrow(kept);
        await expect(
          force(inTurn(act("opened", party), doing("1014", name))),
        ).rejects.toMatchObject(rule(whose));
      }
    });

    test("nobody names themselves respondent, shuts out another without a report, or steps aside for them", async () => {
      await tried("opened", { act: "respondent-named", of: "1003" }).rejects.toMatchObject(
        rule(follow),
      );
      await tried("opened", { act: "shut-out", of: "1014", choice: "found" }).rejects.toMatchObject(
        rule(follow),
      );
      await tried("opened", {
        act: "shut-out",
        of: "1014",
        choice: "declared",
      }).rejects.toMatchObject(rule(whose));
    });

    test("nobody of HR handles it where all of them are below the respondent; the outside officer does", async () => {
      for (const by of ["1003", "1014", "1001"])
        await tried("ofManager", { act: "noted", by }).rejects.toMatchObject(rule(whose));
      await tried("ofManager", { act: "noted", by: ruth }).rejects.toThrow(kept);
      for (const by of [ruth, "1001", "1012", "1006", "1009"])
        await tried("opened", { act: "noted", by }).rejects.toMatchObject(rule(whose));
    });
  });

  test("who reports to a respondent since does nothing more, that day", async () => {
    const review = { act: "confirmed", by: "1014", about: at.found, choice: "as-approver" };
    await tried("found", review).rejects.toThrow(kept);
    await moveTo(city, "1014", "1009");
    await tried("found", review).rejects.toMatchObject(rule(whose));
    await tried("found", { act: "noted", by: "1014" }).rejects.toMatchObject(rule(whose));
    await moveTo(city, "1014", "1001");
    await tried("found", review).rejects.toThrow(kept);
  });

  describe("acts", () => {
    test("stand in order, one from a form, about what came before", async () => {
      const note = { act: "noted" };
      for (const number of [1, 2, 9])
        await tried("opened", { ...note, number }).rejects.toMatchObject(
          rule("case_acts_stand_in_order"),
        );
      const form_id = randomUUID();
      const twice = act("opened", { ...note, form_id });
      await expect(force(inTurn(twice, twice))).rejects.toMatchObject(
        rule("case_acts_come_from_one_form"),
      );
      for (const about of [3, 7])
        await tried("opened", { ...note, about }).rejects.toMatchObject({ code: "23514" });
    });

    test("are never earlier than what came before, and have the day of their moment", async () => {
      const early = rule("case_acts_are_never_earlier");
      const yesterday = { acted_on: "2026-11-22", acted_at: "2026-11-22T16:00:00Z" };
      await tried("opened", { act: "noted", ...yesterday }).rejects.toMatchObject(early);
      await tried("opened", { act: "noted", acted_at: `${today}T01:00:00Z` }).rejects.toMatchObject(
        early,
      );
      await tried("opened", { act: "noted", acted_on: "2026-12-24" }).rejects.toMatchObject(
        rule("case_acts_have_the_day_of_their_moment"),
      );
    });

    test.each([
      [
        "a choice where there is one",
        { act: "triaged" },
        "case_acts_choose_where_there_is_a_choice",
      ],
      ["none where there is none", { act: "noted", choice: "coach" }, "case_acts_choose"],
      ["one of those there are", { act: "triaged", choice: "punish" }, "case_acts_choose"],
      [
        ...["somebody it concerns", { act: "party-named", choice: "witness" }],
        "case_acts_concern_somebody",
      ],
      ["something it is about", { act: "confirmed", by: "1014", choice: "as-approver" }, whose],
      ["words", { act: "noted", words: null }, "case_acts_say_something"],
    ] as [string, Act, string][])("have what they need: %s", async (_, given, constraint) => {
      await tried("opened", given).rejects.toMatchObject(rule(constraint));
    });

    test("set a day where they have to", async () => {
      const pause = act("opened", { act: "paused", choice: "police" });
      const resume = (due_on: string | null) =>
        force(inTurn(pause, act("opened", { act: "resumed", about: 3, due_on })));
      await expect(resume(null)).rejects.toMatchObject(rule("case_acts_set_a_day"));
      await expect(resume("2027-01-01")).rejects.toThrow(kept);
    });

    test("set days that are not past", async () => {
      for (const due_on of [today, "2026-11-01"]) {
        const notice = { act: "noticed", by: investigator, of: "1009", due_on };
        await tried("alleged", notice).rejects.toMatchObject(rule(follow));
        const interim = { act: "interim-begun", of: "1009", choice: "access-removed", due_on };
        await tried("opened", interim).rejects.toMatchObject(rule(follow));
      }
      await tried("closed", { act: "reopened", due_on: "2026-11-01" }).rejects.toMatchObject(
        rule(follow),
      );
    });

    test("are none but reopening, a grievance, a hold and disposal once a case is closed", async () => {
      for (const given of [
        { act: "noted" },
        { act: "triaged", choice: "coach" },
        { act: "respondent-named", of: "1006" },
        { act: "paused", choice: "police" },
        { act: "closed", due_on: "2030-01-01" },
      ])
        await tried("closed", given).rejects.toMatchObject(rule(follow));
      await tried("closed", { act: "held" }).rejects.toThrow(kept);
      await tried("closed", { act: "noted", by: investigator }).rejects.toMatchObject(rule(whose));
    });

    test("of a respondent are their own: what they read, answer and grieve", async () => {
      const answer = { act: "responded", of: "1009", about: at.noticed, choice: "response" };
      await tried("served", { ...answer, by: "1006" }).rejects.toMatchObject(rule(whose));
      for (const choice of ["refusal", "none"])
        await tried("served", { ...answer, by: "1009", choice }).rejects.toMatchObject(
          rule(follow),
        );
      await tried("served", { act: "read", by: "1009", about: at.noticed }).rejects.toThrow(kept);
      await tried("served", { act: "read", by: "1003", about: at.noticed }).rejects.toMatchObject(
        rule(whose),
      );
      const unserved = inTurn(
        act("alleged", { act: "noticed", by: investigator, of: "1009", due_on: "2026-12-01" }),
        act("alleged", { act: "read", by: "1009", about: at.noticed }),
      );
      await expect(force(unserved)).rejects.toMatchObject(rule(follow));
      for (const name of ["noted", "held", "alleged"])
        await tried("served", { act: name, by: "1009", of: "1009" }).rejects.toMatchObject(
          rule(whose),
        );
    });
  });

  describe("what belongs to an act", () => {
    test("comes with it, and never later", async () => {
      await tried("investigated", { act: "alleged", of: "1009" }).rejects.toMatchObject(
        rule(whole),
      );
      const found = { act: "found", by: investigator, of: "1009", about: at.alleged };
      await tried("answered", found).rejects.toMatchObject(rule(whole));
      const [jesse, tom] = [ids["1009"] ?? "", ids["1003"] ?? ""];
      const late = (work: (tx: TransactionSql) => Promise<unknown>) => expect(force(work));
      await late(
        (tx) =>
          tx`insert into findings values (${cases.reviewed ?? ""}, ${at.alleged}, ${at.alleged}, ${jesse}, 'substantiated')`,
      ).rejects.toMatchObject(rule(whole));
      await late(
        (tx) =>
          tx`insert into discipline_grounds values (${cases.warned ?? ""}, ${at.proposed}, ${jesse}, 11)`,
      ).rejects.toMatchObject(rule("discipline_rests_on_findings_that_stand"));
      await late(
        (tx) =>
          tx`insert into discipline values (${cases.warned ?? ""}, ${at.found}, ${tom}, 'termination')`,
      ).rejects.toMatchObject(rule(whole));
      await late(async (tx) => {
        await tx`insert into allegations select case_id, ${at.noticed}, respondent_id, version_id, clause, posted_from,
          posted_until, is_off_duty, department_id from allegations where case_id = ${cases.reviewed ?? ""}`;
      }).rejects.toMatchObject(rule(whole));
    });

    test("a finding and discipline are of the person and the allegation of their act", async () => {
      const named = act("answered", { act: "respondent-named", of: "1006" });
      const other = async (tx: TransactionSql) => {
        const given = { act: "found", by: investigator, of: "1009", about: at.alleged };
        const number = await act("answered", given)(tx);
        await tx`insert into findings
          values (${cases.answered ?? ""}, ${number}, ${at.alleged}, ${ids["1006"] ?? ""}, 'substantiated')`;
      };
      await expect(force(inTurn(named, other))).rejects.toMatchObject(rule(whole));
    });

    test("an allegation cites a clause of the version in force on the day of the post", async () => {
      const cites = rule("allegations_cite_the_version_in_force");
      await expect(force(allegation("investigated", { clause: "6.z" }))).rejects.toMatchObject(
        cites,
      );
      const before = { posted_from: "2020-05-01", posted_until: "2020-05-01" };
      await expect(force(allegation("investigated", before))).rejects.toMatchObject(cites);
      const ahead = { posted_from: today, posted_until: "2026-11-24" };
      await expect(force(allegation("investigated", ahead))).rejects.toMatchObject(
        rule("allegations_are_of_the_past"),
      );
      const backwards = { posted_from: "2026-11-17", posted_until: "2026-11-16" };
      await expect(force(allegation("investigated", backwards))).rejects.toMatchObject({
        code: "23514",
      });
      await expect(
        force(allegation("investigated", { respondent_id: ids["1006"] })),
      ).rejects.toMatchObject(rule(whole));
      await expect(force(allegation("investigated", {}, { of: "1006" }))).rejects.toMatchObject(
        rule(follow),
      );
    });
  });

  describe("a case", () => {
    const open = async (
      tx: TransactionSql,
      { by = "1003", report = "", reportFirst = true, on = today, withAct = true } = {},
    ) => {
      const [id, key_id] = [randomUUID(), randomUUID()];
      const opened_at = `${on}T16:00:00Z`;
      await tx`insert into data_keys (id) values (${key_id})`;
      await tx`insert into cases ${tx({
        ...{ id, number: randomUUID(), form_id: randomUUID(), key_id, opened_by: ids[by] },
        ...{ opened_on: on, opened_at },
      })}`;
      const bring = () => tx`insert into case_reports values (${id}, ${report})`;
      if (report && reportFirst) await bring();
      if (withAct) {
        const whole = row({
          ...{ case_id: id, number: 1, act: "opened", by: ids[by], due_on: "2027-03-01" },
          ...{ words: null, acted_on: on, acted_at: opened_at },
        });
        await tx`insert into case_acts ${tx(whole)}`;
        await recordAct(tx, whole);
      }
      if (report && !reportFirst) await bring();
      return id;
    };
    const reportAbout = async (about: string) =>
      (await fileReport(city.portal, { subjects: [await subject(city, about)] })).report.id;

    test("begins with the act that opens it, from a report its opener could handle", async () => {
      const report = await reportAbout("1009");
      await expect(force((tx) => open(tx, { report }))).rejects.toThrow(kept);
      await expect(force((tx) => open(tx))).rejects.toMatchObject(rule(whole));
      await expect(force((tx) => open(tx, { report, withAct: false }))).rejects.toMatchObject({
        code: "23514",
      });
      for (const by of ["1006", "1012", "1009", investigator])
        await expect(force((tx) => open(tx, { report, by }))).rejects.toMatchObject(rule(whose));
    });

    test("is opened by nobody its report is about, whichever row comes first", async () => {
      const report = await reportAbout("1014");
      for (const reportFirst of [true, false])
        await expect(
          force((tx) => open(tx, { report, by: "1014", reportFirst })),
        ).rejects.toMatchObject({ code: "23514" });
      await expect(force((tx) => open(tx, { report, reportFirst: false }))).rejects.toThrow(kept);
    });

    test("is not opened before its report was filed", async () => {
      const report = await reportAbout("1009");
      await expect(force((tx) => open(tx, { report, on: "2026-11-12" }))).rejects.toMatchObject(
        rule(whole),
      );
    });

    test("has its reports for itself, and takes in none that is about who adds it", async () => {
      const [taken] = await city.database.owner`
        select report_id as id from case_reports where case_id = ${cases.opened ?? ""}`;
      await expect(force((tx) => open(tx, { report: taken?.id }))).rejects.toMatchObject({
        code: "23505",
      });
      await tried("opened", { act: "report-added" }).rejects.toMatchObject(rule(whole));
      const add = (report: string, by = "1003", withAct = true) =>
        force(async (tx) => {
          if (withAct) await act("opened", { act: "report-added", by })(tx);
          await tx`insert into case_reports values (${cases.opened ?? ""}, ${report})`;
        });
      await expect(add(await reportAbout("1009"))).rejects.toThrow(kept);
      await expect(add(await reportAbout("1009"), "1003", false)).rejects.toMatchObject(
        rule(whole),
      );
      await expect(add(await reportAbout("1014"), "1014")).rejects.toMatchObject(
        rule("reports_are_handled_by_others"),
      );
    });

    test("has a key of its own", async () => {
      const [other] = await city.database.owner`select key_id from violation_reports limit 1`;
      const [own] = await city.database.owner`select key_id from cases limit 1`;
      for (const [key_id, refused] of [
        [other?.key_id, rule("data_keys_have_one_holder")],
        [own?.key_id, { code: /^23/ }],
      ] as const)
        await expect(
          force(
            (tx) =>
              tx`insert into cases ${tx({
                ...{ id: randomUUID(), number: randomUUID(), form_id: randomUUID(), key_id },
                ...{ opened_by: ids["1003"], opened_on: today, opened_at: `${today}T16:00:00Z` },
              })}`,
          ),
        ).rejects.toMatchObject(refused);
    });

    test("is disposed of after its day, under no hold, by two", async () => {
      const propose = act("closed", { act: "disposal-proposed" });
      await expect(force(propose)).rejects.toMatchObject(rule(follow));
      const later = { acted_on: "2027-12-01", acted_at: "2027-12-01T16:00:00Z" };
      const [last] = await city.database.owner`
        select max(number) as number from case_acts where case_id = ${cases.closed ?? ""}`;
      const about = last?.number + 1;
      const proposed = act("closed", { act: "disposal-proposed", ...later });
      const agree = (by: string) =>
        act("closed", { act: "confirmed", by, about, choice: "as-approver", ...later });
      const dispose = (by: string) =>
        act("closed", { act: "disposed", by, about, words: null, ...later });
      await expect(force(inTurn(proposed, agree("1014"), dispose("1014")))).rejects.toThrow(kept);
      await expect(force(inTurn(proposed, agree("1014")))).rejects.toMatchObject(rule(whole));
      await expect(force(inTurn(proposed, dispose("1014")))).rejects.toMatchObject(rule(follow));
      await expect(force(inTurn(proposed, agree("1014"), dispose("1003")))).rejects.toMatchObject(
        rule(whose),
      );
      await expect(force(inTurn(proposed, agree("1003")))).rejects.toMatchObject(rule(whose));
      const hold = act("closed", { act: "held", ...later });
      await expect(force(inTurn(hold, proposed))).rejects.toMatchObject(rule(follow));
      await expect(force(inTurn(proposed, hold, agree("1014")))).rejects.toMatchObject(
        rule(follow),
      );
      const reopen = act("closed", { act: "reopened", due_on: "2028-01-01", ...later });
      await expect(force(inTurn(proposed, reopen, agree("1014")))).rejects.toMatchObject(
        rule(follow),
      );
    });
  });

  test("evidence of a case is added by who investigates or handles it, or by its respondent once served", async () => {
    const hold = async (kase: string, by: string, more: Record<string, unknown> = {}) => {
      const [found] = await city.database
        .owner`select key_id from cases where id = ${cases[kase] ?? ""}`;
      return force(async (tx) => {
        const id = randomUUID();
        await tx`insert into evidence_files values (${id}, ${today})`;
        await tx`insert into evidence_pieces values (${id}, 0, ${Buffer.alloc(40)})`;
        await tx`insert into held_evidence ${tx({
          ...{ file_id: id, key_id: found?.key_id, position: 99, size: 12, pieces: 1 },
          ...{ described: Buffer.alloc(40), wrapped_key: Buffer.alloc(60), author: "office" },
          ...{ by: ids[by], added_on: today, added_at: `${today}T15:00:00Z` },
          ...{ sourced: Buffer.alloc(40), ...more },
        })}`;
      });
    };
    const may = rule("case_evidence_is_of_those_who_may");
    for (const by of ["1003", "1014", investigator, "1009"])
      await expect(hold("served", by)).rejects.toThrow(kept);
    for (const by of ["1001", "1006", "1008", "1012", ruth])
      await expect(hold("served", by)).rejects.toMatchObject(may);
    await expect(hold("alleged", "1009")).rejects.toMatchObject(may);
    await expect(hold("closed", "1003")).rejects.toMatchObject(may);
    await expect(hold("ended", investigator)).rejects.toMatchObject(may);
    await expect(hold("served", "1003", { by: null })).rejects.toMatchObject({ code: "23514" });
    const source = rule("case_evidence_has_a_source");
    for (const by of ["1003", investigator])
      await expect(hold("served", by, { sourced: null })).rejects.toMatchObject(source);
    await expect(hold("served", "1009", { sourced: null })).rejects.toThrow(kept);
  });
});

test("where a case stands, and who its respondents are, is the triggers' to say, not the portal's", async () => {
  const { portal } = city.database;
  for (const change of [
    `insert into respondents values ('${cases.opened}', '${ids["1006"]}')`,
    "delete from respondents",
    "update respondents set person_id = person_id",
    "update case_standings set stage = 'closed'",
    "delete from case_standings",
    `insert into case_standings values ('${cases.opened}', 'closed', '${today}', null, false, false, false, null, 1)`,
    `insert into case_stages values ('${cases.opened}', 9, 'closed', '${today}')`,
    "update case_stages set stage = 'closed'",
    `select stand_case('${cases.opened}', '${today}')`,
    "update data_keys set wrapped_key = null, wrapped_by = null",
  ])
    await expect(portal.unsafe(change), change).rejects.toMatchObject({ code: "42501" });
});

test.each(["cases", "violation_reports"])(
  "a key of %s is destroyed with its case, and by nothing else, whoever asks",
  async (table) => {
    const destroy =
      city.database.owner.unsafe(`update data_keys set wrapped_key = null, wrapped_by = null
      where id in (select key_id from ${table})`);
    await expect(destroy).rejects.toMatchObject(rule("data_keys_are_destroyed_with_their_case"));
  },
);

describe("never changed, removed or truncated:", () => {
  test.each([
    ["cases", "number"],
    ["case_acts", "words"],
    ["case_reports", "report_id"],
    ["respondents", "person_id"],
    ["allegations", "clause"],
    ["findings", "outcome"],
    ["discipline", "measure"],
    ["discipline_grounds", "finding"],
    ["case_stages", "stage"],
    ["case_views", "viewed_at"],
  ])("%s", async (table, column) => {
    if (table === "case_views")
      await city.database.owner.begin(async (tx) => {
        const [by, at] = [ids["1003"] ?? "", new Date(aMonday)];
        await tx`insert into case_views values
          (${randomUUID()}, ${cases.opened ?? ""}, ${by}, 'file', null, ${at.toISOString()})`;
        const facts = { case: "a".repeat(64), part: "file" };
        await putRecord(tx, { act: "view-case", by, about: null, at, facts });
      });
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
