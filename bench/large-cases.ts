import type postgres from "postgres";

/** What a case of each kind has behind it: so many open, paused and closed ones stand in a City of any size. */
const asleep = [
  ...["violation_reports", "report_subjects", "cases", "case_acts", "case_reports", "respondents"],
  ...["allegations", "case_standings", "case_stages"],
];

/**
 * Opens so many cases about the people of a City, by a few statements with triggers and foreign keys
 * asleep: each with its report, one respondent and one or two allegations. Half are closed; of the open ones one in
 * twenty is paused. In sixty a second person is awaited, whatever the size. Nobody can read what they say.
 */
export async function openMany(
  superuser: postgres.Sql,
  versionId: string,
  { size, by, investigator }: { size: number; by: string; investigator: string },
): Promise<void> {
  await superuser.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`
      create temporary table opened on commit drop as
      select n, gen_random_uuid() as id, gen_random_uuid() as report_id,
        current_date - 30 - hash / 7 % 400 as opened_on, hash,
        (select id from people where handle = 'P' || (100001 + hash / 11 % ${size}::int)) as respondent_id,
        (select id from people where handle = ${by}) as by_id,
        (select id from people where handle = ${investigator}) as investigator_id,
        case when n % 2 = 0 then 'closed' when n % 10 < 2 then 'triage' when n % 10 < 6 then 'investigation'
          when n % 10 < 8 then 'decision' else 'conclusion' end::case_stage as stage,
        n % 2 = 1 and n % 40 = 1 as is_paused, n % 2 = 1 and n < 120 as is_awaited,
        case when hash / 17 % 10 < 5 then '6.c' else '6.' || chr(97 + hash / 17 % 4) end as clause
      from (
        select n, hashtext('case' || n) & 2147483647 as hash from generate_series(1, ${size}::int) n
      ) numbered`;
    await tx`
      insert into violation_reports (id, number, form_id, kind, channel, key_id, answers, reporter, reporter_indexes,
        address_indexes, clauses, is_urgent, filed_on, filed_at, acknowledge_by)
      select report_id, 'VR-' || n, gen_random_uuid(), 'named', 'portal', gen_random_uuid(), '\\x00', '\\x00',
        array['person ' || n, 'name ' || n], '{}', array[clause], false, opened_on, opened_on, opened_on
      from opened`;
    await tx`
      insert into report_subjects (report_id, position, person_id) select report_id, 1, respondent_id from opened`;
    await tx`
      insert into cases (id, number, form_id, key_id, opened_by, opened_on, opened_at)
      select id, 'CS-' || lpad(upper(to_hex(n / 65536)), 4, '0') || '-' || lpad(upper(to_hex(n % 65536)), 4, '0'),
        gen_random_uuid(), gen_random_uuid(), by_id, opened_on, opened_on from opened`;
    await tx`insert into case_reports (case_id, report_id) select id, report_id from opened`;
    await tx`insert into respondents (case_id, person_id) select id, respondent_id from opened`;
    await tx`
      insert into case_acts (case_id, number, act, by, acted_on, acted_at, form_id, about, person_id, choice, due_on,
        words)
      select o.id, a.number, a.act::case_act, o.by_id, o.opened_on, o.opened_on, gen_random_uuid(), null,
        case when a.number = 4 then o.investigator_id when a.number in (2, 5) then o.respondent_id end, a.choice, case when a.number = 1 then o.opened_on + 84 end,
        case when a.number in (3, 5, 6, 7) then '\\x00'::bytea end
      from opened o, (values (1, 'opened', null), (2, 'respondent-named', null), (3, 'triaged', 'investigate'),
        (4, 'appointed', null), (5, 'alleged', null), (6, 'noted', null),
        (7, 'triaged', 'no-action')) a (number, act, choice)
      where a.number < 7 or o.is_awaited`;
    await tx`
      insert into allegations (case_id, number, respondent_id, version_id, clause, posted_from, posted_until,
        is_off_duty)
      select id, 5, respondent_id, ${versionId}, clause, opened_on - 7, opened_on - 7, true from opened`;
    await tx`
      insert into case_standings (case_id, stage, stage_on, due_on, is_paused, is_held, is_awaited, investigator_id,
        last_number)
      select id, stage, case when stage = 'closed' then opened_on + 20 else opened_on end,
        case when is_paused then null else opened_on + 84 end, is_paused, false, is_awaited, investigator_id, 6
      from opened`;
    await tx`insert into case_stages (case_id, number, stage, from_on) select id, 1, 'triage', opened_on from opened`;
    await tx`
      insert into case_stages (case_id, number, stage, from_on)
      select id, 2, stage, opened_on + 20 from opened where stage <> 'triage'`;
  });
  for (const table of asleep) await superuser`vacuum analyze ${superuser(table)}`;
}
