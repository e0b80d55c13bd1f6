import { describe, expect, test } from "vitest";
import { sealCommitted } from "#app/ledger/seal.ts";
import { testPortal } from "#tests/support/portal.ts";
import { dutyOf, firstScenario, rightChoices, wrongChoice } from "#tests/support/training.ts";

const city = testPortal();
const newStarter = "1006";
const administrator = "1012";

/** Inserts an attempt past the application, as the portal's own role. */
async function forceAttempt(changes: object) {
  const viewer = await city.viewer(newStarter);
  const duty = await dutyOf(viewer, city.portal);
  const { scenario } = firstScenario(duty);
  const row = {
    assignment_id: duty.assignmentId,
    version_id: duty.version.id,
    track: duty.track.id,
    scenario: scenario.id,
    number: 1,
    shown: scenario.choices.map(({ id }) => id),
    chosen: [wrongChoice(scenario)],
    is_right: false,
    attempted_at: "2026-11-23T16:00:00Z",
    ...changes,
  };
  const { portal } = city.database;
  return { scenario, inserted: portal`insert into attempts ${portal(row)}` };
}

describe("an attempt", () => {
  test("is graded by the frozen answer key", async () => {
    const { inserted } = await forceAttempt({ is_right: true });
    await expect(inserted).rejects.toMatchObject({
      constraint_name: "attempts_are_graded_by_the_key",
    });
  });

  test("shows every choice of its scenario once", async () => {
    const duty = await dutyOf(await city.viewer(newStarter), city.portal);
    const { scenario } = firstScenario(duty);
    const wrong = wrongChoice(scenario);
    const { inserted } = await forceAttempt({ shown: [wrong] });
    await expect(inserted).rejects.toMatchObject({
      constraint_name: "attempts_show_each_choice_once",
    });
  });

  test("chooses from what was shown", async () => {
    const { inserted } = await forceAttempt({ chosen: ["something else"] });
    await expect(inserted).rejects.toMatchObject({
      constraint_name: "attempts_choose_what_was_shown",
    });
  });

  test("is numbered without a gap", async () => {
    const { inserted } = await forceAttempt({ number: 2 });
    await expect(inserted).rejects.toMatchObject({
      constraint_name: "attempts_follow_a_wrong_one",
    });
  });

  test("answers a scenario of the assigned track", async () => {
    const duty = await dutyOf(await city.viewer(newStarter), city.portal);
    const other = duty.version.content.tracks.find(({ id }) => id !== duty.track.id);
    const scenario = other?.lessons[0]?.scenarios[0];
    if (!scenario) throw new Error("There is one track only.");
    const { inserted } = await forceAttempt({
      scenario: scenario.id,
      shown: scenario.choices.map(({ id }) => id),
      chosen: rightChoices(scenario),
      is_right: true,
    });
    await expect(inserted).rejects.toMatchObject({
      constraint_name: "attempts_answer_a_scenario_of_the_assigned_track",
    });
  });
});

describe("an assignment", () => {
  test("is never settled by hand", async () => {
    const { owner, portal } = city.database;
    const settle = "update assignments set settled_at = now(), settled_as = 'acknowledged'";
    await expect(portal.unsafe(settle)).rejects.toMatchObject({ code: "42501" });
    await expect(owner.unsafe(settle)).rejects.toThrow(/follows from attempts/);
    await expect(owner`delete from assignments`).rejects.toThrow(/follows from attempts/);
  });

  test("is open once a person, version and track", async () => {
    const duty = await dutyOf(await city.viewer(administrator), city.portal);
    await expect(city.database.portal`
      insert into assignments (person_id, version_id, track, rule, reason, assigned_at, due_on)
      select person_id, version_id, track, rule, reason, assigned_at, due_on
      from assignments where id = ${duty.assignmentId}`).rejects.toMatchObject({
      constraint_name: "assignments_are_open_once",
    });
  });

  test("is acknowledged once", async () => {
    const { owner } = city.database;
    const again = owner`
      insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade,
        typed_name, directory_name, method, acknowledged_at, record_id)
      select 'R-AGAIN', assignment_id, person_id, version_id, track, grade, typed_name,
        directory_name, method, acknowledged_at,
        (select id from ledger_records where act = 'assign' limit 1)
      from acknowledgements limit 1`;
    await expect(again).rejects.toMatchObject({
      constraint_name: "acknowledgements_are_one_an_assignment",
    });
  });

  test("is acknowledged by the person it names", async () => {
    const viewer = await city.viewer(newStarter);
    const duty = await dutyOf(await city.viewer(administrator), city.portal);
    const foreign = city.database.owner`
      insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade,
        typed_name, directory_name, method, acknowledged_at, record_id)
      values ('R-OTHER', ${duty.assignmentId}, ${viewer.personId}, ${duty.version.id},
        ${duty.track.id}, 'witnessed', 'N', 'N', 'paper', now(),
        (select id from ledger_records where act = 'assign' limit 1))`;
    await expect(foreign).rejects.toMatchObject({
      constraint_name: "acknowledgements_answer_the_assignment_of_this_person",
    });
  });
});

describe("a dated row", () => {
  const employ = (from: string, until: string | null) => city.database.portal`
    insert into employments (person_id, department_id, position, type, from_on, until_on, recorded_at)
    select id, (select id from departments limit 1), 'Clerk', 'casual', ${from}, ${until}, now()
    from people where handle = '1013'`;

  test("never overlaps another in force for one person", async () => {
    await expect(employ("2019-01-01", "2022-01-01")).rejects.toMatchObject({
      constraint_name: "employments_do_not_overlap",
    });
  });

  test("ends no earlier than it begins", async () => {
    await expect(employ("2010-02-01", "2010-01-01")).rejects.toMatchObject({ code: /23514|22000/ });
  });

  test("is corrected by a new row and by nothing else", async () => {
    const { owner } = city.database;
    await expect(owner`update employments set position = 'Mayor'`).rejects.toThrow(
      /corrected by new rows/,
    );
    await expect(owner`delete from leaves`).rejects.toThrow(/corrected by new rows/);
    const superseded = await owner`
      update employments set superseded_at = now()
      where person_id = (select id from people where handle = '1013') returning id`;
    expect(superseded).toHaveLength(1);
    await expect(owner`
      update employments set superseded_at = null where id = ${superseded[0]?.id}`).rejects.toThrow(
      /corrected by new rows/,
    );
    await employ("2019-01-01", "2022-01-01");
  });
});

describe("a grant", () => {
  test("is never given to oneself", async () => {
    await expect(city.database.portal`
      insert into grants (person_id, role, granted_by, granted_at)
      select id, 'auditor', id, now() from people where handle = ${administrator}`).rejects.toMatchObject(
      {
        constraint_name: "grants_are_given_by_another",
      },
    );
  });

  test("leaves the last administrator in place", async () => {
    await expect(city.database.portal`
      update grants set revoked_at = now(), revoked_by = (select id from people where handle = '1012')
      where role = 'administrator'`).rejects.toMatchObject({
      constraint_name: "grants_keep_an_administrator",
    });
  });

  test("is never deleted, and revoked only once", async () => {
    const { owner } = city.database;
    await expect(owner`delete from grants`).rejects.toThrow(/only ever revoked/);
    const [revoked] = await owner`
      update grants set revoked_at = now(), revoked_by = (select id from people where handle = '1012')
      where role = 'auditor' returning id`;
    await expect(
      owner`update grants set revoked_at = now() where id = ${revoked?.id}`,
    ).rejects.toThrow(/only ever revoked/);
  });
});

describe("a policy version", () => {
  const publish = (number: number, effectiveOn: string, content = "{}") => city.database.portal`
    insert into policy_versions (policy, number, kind, effective_on, published_at, source_digest,
      version_digest, content)
    values ('3.51', ${number}, 'substantive', ${effectiveOn}, '2026-11-23T16:00:00Z', 'x',
      encode(sha256(convert_to(${content}, 'UTF8')), 'hex'), ${content}) returning number`;

  test("follows the one before", async () => {
    await expect(publish(7, "2026-12-01")).rejects.toMatchObject({
      constraint_name: "policy_versions_follow_each_other",
    });
  });

  test("is never effective before it is published, but for the first", async () => {
    await expect(publish(2, "2026-11-01")).rejects.toMatchObject({
      constraint_name: "policy_versions_are_not_backdated",
    });
  });

  test("is never effective before a version published earlier, not even by the owner's hand", async () => {
    const overtaking = city.database.owner.begin(async (tx) => {
      const add = (number: number, effectiveOn: string) => tx`
        insert into policy_versions (policy, number, kind, effective_on, published_at, source_digest,
          version_digest, content)
        values ('3.51', ${number}, 'editorial', ${effectiveOn}, '2026-11-23T16:00:00Z', 'x',
          encode(sha256(convert_to(${`{"n":${number}}`}::text, 'UTF8')), 'hex'), ${`{"n":${number}}`})`;
      await add(2, "2026-12-01");
      await add(3, "2026-11-30");
    });
    await expect(overtaking).rejects.toMatchObject({
      constraint_name: "policy_versions_do_not_overtake",
    });
  });

  test("stands under the digest of exactly its content", async () => {
    await expect(city.database.portal`
      insert into policy_versions (policy, number, kind, effective_on, published_at, source_digest,
        version_digest, content)
      values ('3.51', 2, 'editorial', '2026-12-01', now(), 'x', repeat('0', 64), '{}')`).rejects.toMatchObject(
      { constraint_name: "policy_versions_digest_is_of_the_content" },
    );
  });
});

describe("an exemption", () => {
  const exempt = (reason: string, grantedBy: string) => city.database.portal`
    insert into exemptions (person_id, reason, from_on, granted_by, recorded_at)
    select p.id, ${reason}, '2026-11-23', g.id, now()
    from people p, people g where p.handle = '1006' and g.handle = ${grantedBy}`;

  test("has a reason", async () => {
    await expect(exempt("  ", "1002")).rejects.toMatchObject({
      constraint_name: "exemptions_have_a_reason",
    });
  });

  test("is granted by another", async () => {
    await expect(exempt("On secondment", "1006")).rejects.toMatchObject({
      constraint_name: "exemptions_are_granted_by_another",
    });
  });
});

describe("what an attack tried as the portal's role", () => {
  test("a published version gets no further scenario and no further track", async () => {
    const { portal } = city.database;
    const refused = { constraint_name: "versions_are_published_whole" };
    await expect(portal`
      insert into scenarios
      select version_id, 'forged', track, lesson, 99, '{a}', '{a}' from scenarios limit 1`).rejects.toMatchObject(
      refused,
    );
    await expect(portal`
      insert into tracks select version_id, 'forged', 99 from tracks limit 1`).rejects.toMatchObject(
      refused,
    );
  });

  test("a ledger record says in its columns what its body says", async () => {
    const { portal } = city.database;
    const insert = (body: string) => portal`
      insert into ledger_records (act, recorded_at, body) values ('assign', now(), ${body})`;
    for (const body of ["not json at all", '{"act":"assign"}']) {
      await expect(insert(body)).rejects.toMatchObject({
        constraint_name: "ledger_records_say_what_their_body_says",
      });
    }
  });

  test("a sealed record does not wait for a seal again", async () => {
    await sealCommitted(city.database.owner, city.portal.keys, city.portal.now());
    await expect(city.database.portal`
      insert into ledger_unsealed select record_id from ledger_leaves limit 1`).rejects.toMatchObject(
      {
        constraint_name: "ledger_unsealed_are_not_sealed",
      },
    );
  });

  test("an acknowledgement stands on its own ledger record", async () => {
    const viewer = await city.viewer(newStarter);
    const duty = await dutyOf(viewer, city.portal);
    await expect(city.database.portal`
      insert into acknowledgements (reference, assignment_id, person_id, version_id, track, grade,
        typed_name, directory_name, method, acknowledged_at, record_id)
      values ('R-FORGED', ${duty.assignmentId}, ${viewer.personId}, ${duty.version.id},
        ${duty.track.id}, 'witnessed', 'N', 'N', 'paper', '2020-01-01',
        (select id from ledger_records where act = 'assign' and about = ${viewer.personId} limit 1))`).rejects.toMatchObject(
      { constraint_name: "acknowledgements_are_what_the_ledger_says" },
    );
  });

  test("no table of the same name stands between a rule and its rows", async () => {
    await city.database.owner.begin(async (tx) => {
      await tx`create temporary table grants (like public.grants)`;
      await tx`insert into pg_temp.grants select * from public.grants`;
      await tx`insert into pg_temp.grants
        select gen_random_uuid(), person_id, role, null, now(), null, null from public.grants`;
      const revoke = tx.savepoint(
        (inner) => inner`
          update public.grants set revoked_at = now(),
            revoked_by = (select id from people where handle = '1012')
          where role = 'administrator' and revoked_at is null`,
      );
      await expect(revoke).rejects.toMatchObject({
        constraint_name: "grants_keep_an_administrator",
      });
      await tx`drop table pg_temp.grants`;
    });
  });
});
