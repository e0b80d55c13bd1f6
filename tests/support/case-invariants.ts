// What must never be so, whatever was done: each a sentence, with the query that finds it. They look at the rows alone,
// in the order they were written, and use none of the functions the rules themselves use.
import type { Sql } from "postgres";

const excepted = (step: string, person: string, before: string) => `exists (
  select from case_acts e join case_acts c on c.case_id = e.case_id and c.act = 'confirmed' and c.about = e.number
  where e.case_id = f.case_id and e.act = 'excepted' and e.choice = '${step}' and e.person_id = ${person}
    and e.number > f.allegation and c.number < ${before} and c.by <> e.by
)`;

export const forbidden: Record<string, string> = {
  "a finding before notice and a closed response step, or an exception somebody else confirmed": `
    select f.case_id, f.number from findings f
    where not ${excepted("notice", "f.respondent_id", "f.number")} and not exists (
      select from case_acts n join case_acts s on s.case_id = n.case_id and s.act = 'served' and s.about = n.number
      where n.case_id = f.case_id and n.act = 'noticed' and n.person_id = f.respondent_id
        and n.number > f.allegation and s.number < f.number and (
          exists (
            select from case_acts r where r.case_id = n.case_id and r.act = 'responded' and r.about = n.number
              and r.number < f.number
          ) or ${excepted("response", "f.respondent_id", "f.number")}
        )
    )`,
  "no answer taken for one before its day, or without two tries": `
    select r.case_id, r.number from case_acts r join case_acts n on n.case_id = r.case_id and n.number = r.about
    where r.act = 'responded' and r.choice = 'none' and (n.due_on >= r.acted_on or 2 > (
      select count(*) from case_acts t where t.case_id = r.case_id and t.act = 'tried' and t.about = n.number
        and t.number < r.number
    ))`,
  "discipline without a substantiated finding about the same person in the same case": `
    select d.case_id, d.number from discipline d where not exists (
      select from discipline_grounds g join findings f on f.case_id = g.case_id and f.number = g.finding
      where g.case_id = d.case_id and g.number = d.number and f.respondent_id = d.respondent_id
        and f.outcome = 'substantiated'
    ) or exists (
      select from discipline_grounds g join findings f on f.case_id = g.case_id and f.number = g.finding
      where g.case_id = d.case_id and g.number = d.number
        and (f.respondent_id <> d.respondent_id or f.outcome <> 'substantiated' or f.number > d.number)
    )`,
  "discipline issued without its approvals by others, neither proposer nor ever investigator nor shut out": `
    select i.case_id, i.number from case_acts i
      join discipline d on d.case_id = i.case_id and d.number = i.about
      join case_acts p on p.case_id = d.case_id and p.number = d.number
    cross join lateral (
      select count(distinct c.by) as given, coalesce(bool_or(c.choice = 'as-city-manager'), false) as is_by_manager
      from case_acts c
      where c.case_id = i.case_id and c.act = 'confirmed' and c.about = p.number and c.number < i.number
        and not exists (select from case_acts o where o.case_id = c.case_id and o.act = 'proposed' and o.by = c.by
          and o.person_id = p.person_id and o.number < i.number)
        and not exists (select from case_acts o where o.case_id = c.case_id and o.act = 'appointed' and o.person_id = c.by)
        and not exists (select from case_acts o where o.case_id = c.case_id and o.number < i.number
          and o.act in ('respondent-named', 'party-named', 'shut-out') and o.person_id = c.by)
    ) approvals
    where i.act = 'issued' and (
      approvals.given < case when d.measure = 'none' then 0 when d.measure in ('verbal-warning', 'written-warning') then 1 else 2 end
      or (d.measure = 'termination' and not approvals.is_by_manager)
      or exists (select from case_acts n where n.case_id = i.case_id and n.act = 'declined' and n.about = p.number)
      or exists (select from case_acts o where o.case_id = i.case_id and o.act = 'proposed' and o.about = p.number
        and o.number < i.number)
    )`,
  "discipline issued on a finding nobody else had reviewed, or that was superseded by then": `
    select i.case_id, i.number from case_acts i
      join discipline_grounds g on g.case_id = i.case_id and g.number = i.about
      join findings f on f.case_id = g.case_id and f.number = g.finding
      join case_acts fa on fa.case_id = f.case_id and fa.number = f.number
    where i.act = 'issued' and (exists (
      select from findings l where l.case_id = f.case_id and l.allegation = f.allegation and l.number > f.number
        and l.number < i.number
    ) or not (exists (
      select from case_acts c where c.case_id = f.case_id and c.act = 'confirmed' and c.about = f.number and c.by <> fa.by
    ) or exists (
      select from case_acts e join case_acts c on c.case_id = e.case_id and c.act = 'confirmed' and c.about = e.number
      where e.case_id = f.case_id and e.choice = 'review' and e.about = f.number and e.by <> c.by
    )))`,
  "the investigator reviews, proposes, approves, issues or closes": `
    select a.case_id, a.number from case_acts a
      join case_acts i on i.case_id = a.case_id and i.act = 'appointed' and i.person_id = a.by
    where a.act in ('confirmed', 'declined', 'proposed', 'issued', 'disposed')
      or (a.act = 'closed' and i.number < a.number)`,
  "somebody confirms what they asked for, or twice": `
    select c.case_id, c.number from case_acts c join case_acts a on a.case_id = c.case_id and a.number = c.about
    where c.act = 'confirmed' and (c.by = a.by or exists (
      select from case_acts o where o.case_id = c.case_id and o.act = 'confirmed' and o.about = c.about and o.by = c.by
        and o.number <> c.number
    ))`,
  "a party, or who stepped aside, acts": `
    select a.case_id, a.number from case_acts a
      join case_acts p on p.case_id = a.case_id and p.number < a.number and p.person_id = a.by
        and p.act in ('respondent-named', 'party-named', 'shut-out')
    where not (p.act = 'respondent-named' and a.act in ('read', 'responded', 'grieved'))
      and not (a.act in ('read', 'responded', 'grieved') and exists (
        select from respondents r where r.case_id = a.case_id and r.person_id = a.by
      ))`,
  "a finding of somebody who was not its investigator then, or had not declared": `
    select f.case_id, f.number from case_acts f
    where f.act in ('found', 'noticed', 'interviewed') and not exists (
      select from case_acts p join case_acts d on d.case_id = p.case_id and d.act = 'declared' and d.about = p.number
        and d.by = p.person_id and d.number < f.number
      where p.case_id = f.case_id and p.act = 'appointed' and p.person_id = f.by and not exists (
        select from case_acts e where e.case_id = p.case_id and e.act = 'appointment-ended' and e.about = p.number
          and e.number < f.number
      )
    )`,
  "two investigators at once": `
    select a.case_id, a.number from case_acts a join case_acts b on b.case_id = a.case_id and b.act = 'appointed'
      and b.number < a.number
    where a.act = 'appointed' and not exists (
      select from case_acts e where e.case_id = b.case_id and e.act = 'appointment-ended' and e.about = b.number
        and e.number < a.number
    )`,
  "a closed case with something open": `
    select s.case_id from case_standings s
    where s.stage in ('closed', 'disposed') and (s.is_paused or exists (
      select from case_acts i where i.case_id = s.case_id and i.act = 'interim-begun' and not exists (
        select from case_acts e where e.case_id = i.case_id and e.act = 'interim-ended' and e.about = i.number
      )
    ) or exists (
      select from case_acts g where g.case_id = s.case_id and g.act = 'grieved' and not exists (
        select from case_acts e where e.case_id = g.case_id and e.act = 'grievance-ended' and e.about = g.number
          and e.choice <> 'to-arbitration'
      )
    ) or exists (
      select from case_acts n where n.case_id = s.case_id and n.act = 'noticed' and not exists (
        select from case_acts o where o.case_id = n.case_id and o.act in ('issued', 'informed')
          and o.person_id = n.person_id and o.number > n.number
      )
    ) or not exists (
      select from case_acts t where t.case_id = s.case_id and t.act = 'reporter-told'
    ) or exists (
      select from case_acts a where a.case_id = s.case_id and a.act in ('excepted', 'found') and not exists (
        select from case_acts c where c.case_id = a.case_id and c.act in ('confirmed', 'declined') and c.about = a.number
      ) and not exists (
        select from findings f join findings l on l.case_id = f.case_id and l.allegation = f.allegation and l.number > f.number
        where f.case_id = a.case_id and f.number = a.number
      ) and not exists (
        select from case_acts e join case_acts c on c.case_id = e.case_id and c.act = 'confirmed' and c.about = e.number
        where e.case_id = a.case_id and e.act = 'excepted' and e.choice = 'review' and e.person_id = a.person_id
          and e.number > a.number
      )
    ) or exists (
      select from case_acts t where t.case_id = s.case_id and t.number = (
        select max(number) from case_acts where case_id = s.case_id and act = 'triaged'
      ) and t.choice = 'investigate' and exists (
        select from allegations a where a.case_id = s.case_id and not exists (
          select from case_acts w where w.case_id = a.case_id and w.act = 'allegation-withdrawn' and w.about = a.number
        ) and not exists (select from findings f where f.case_id = a.case_id and f.allegation = a.number)
      )
    ))`,
  "a closed case with a substantiated finding about which nothing was decided": `
    select f.case_id, f.number from findings f join case_standings s on s.case_id = f.case_id
    where s.stage in ('closed', 'disposed') and f.outcome = 'substantiated' and not exists (
      select from findings l where l.case_id = f.case_id and l.allegation = f.allegation and l.number > f.number
    ) and not exists (
      select from findings o join discipline_grounds g on g.case_id = o.case_id and g.finding = o.number
        join case_acts i on i.case_id = g.case_id and i.act = 'issued' and i.about = g.number
      where o.case_id = f.case_id and o.allegation = f.allegation
    )`,
  "a closed case with something issued on a finding that was superseded since, neither rescinded nor upheld": `
    select i.case_id, i.number from case_acts i join case_standings s on s.case_id = i.case_id
      join discipline_grounds g on g.case_id = i.case_id and g.number = i.about
      join findings f on f.case_id = g.case_id and f.number = g.finding
      join findings l on l.case_id = f.case_id and l.allegation = f.allegation and l.number > i.number
    where i.act = 'issued' and s.stage in ('closed', 'disposed') and not exists (
      select from case_acts w where w.case_id = i.case_id and w.act in ('rescinded', 'upheld') and w.about = i.number
        and (w.act = 'rescinded' or w.number > l.number)
    )`,
  "disposed of before its day, under a hold, or by one alone": `
    select d.case_id, d.number from case_acts d
      join case_acts p on p.case_id = d.case_id and p.number = d.about
    where d.act = 'disposed' and (p.by = d.by or p.act <> 'disposal-proposed' or d.acted_on < (
      select c.due_on from case_acts c where c.case_id = d.case_id and c.act = 'closed' order by c.number desc limit 1
    ) or exists (
      select from case_acts h where h.case_id = d.case_id and h.act = 'held' and not exists (
        select from case_acts l where l.case_id = h.case_id and l.act = 'hold-lifted' and l.about = h.number
      )
    ) or exists (
      select from cases c join data_keys k on k.id = c.key_id where c.id = d.case_id and k.wrapped_key is not null
    ))`,
  "a key destroyed of a case that was not disposed of": `
    select c.id from cases c join data_keys k on k.id = c.key_id
    where k.wrapped_key is null and not exists (select from case_acts a where a.case_id = c.id and a.act = 'disposed')`,
  "where a case stands is not where its acts put it": `
    select s.case_id, s.stage, stage_of_case(s.case_id) from case_standings s
    where s.stage <> stage_of_case(s.case_id) or s.last_number <> (
      select max(number) from case_acts a where a.case_id = s.case_id
    ) or s.stage <> (
      select stage from case_stages t where t.case_id = s.case_id order by number desc limit 1
    )`,
  "a case without standing, or acts with a gap or out of their days": `
    select c.id from cases c where not exists (select from case_standings s where s.case_id = c.id)
    union select a.case_id from case_acts a where a.number > 1 and not exists (
      select from case_acts b where b.case_id = a.case_id and b.number = a.number - 1 and b.acted_on <= a.acted_on
        and b.acted_at <= a.acted_at
    )`,
  "a respondent nobody named, or one named that is none": `
    select case_id, person_id from respondents except select case_id, person_id from case_acts where act = 'respondent-named'
    union all (select case_id, person_id from case_acts where act = 'respondent-named'
      except select case_id, person_id from respondents)`,
};

/** The sentences that are so in a database: none of them should be. */
export async function findForbidden(owner: Sql): Promise<string[]> {
  const found: string[] = [];
  for (const [sentence, query] of Object.entries(forbidden)) {
    const rows = await owner.unsafe(query);
    if (rows.length > 0) found.push(`${sentence}: ${JSON.stringify(rows.slice(0, 3))}`);
  }
  return found;
}
