import { type SQL, sql } from "drizzle-orm";
import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import { inBatches } from "../in-batches.ts";
import type { Audience } from "../people/audience.ts";
import { isInAudience } from "../people/audience-in-sql.ts";
import type { EmploymentType } from "../people/employment.ts";
import { workOn } from "../people/work-on.ts";
import type { Portal } from "../portal.ts";
import { onboardingDueOn } from "./assignment.ts";
import { dutyLock } from "./duty-lock.ts";
import { makeAssignments } from "./make-assignments.ts";
import { firstRecordedOn } from "./planned-assignments.ts";
import { type Ground, whyInScope } from "./scope.ts";
import type { StandingRule } from "./standing-rules.ts";
import type { VersionLine } from "./version-line.ts";

/** Somebody who owes a track and has no assignment of it. `id` is the person's. */
type Owing = {
  id: string;
  type: EmploymentType;
  position: string;
  department: string;
  startedOn: Day;
  recordedOn: Day;
  /** The last acknowledgement of the track, where a periodic rule asks. */
  lastOn: Day;
  /** What a rule for starters gives this person. */
  starterDays: number | null;
};

/** What makes assignments of one track: who owes it, because of what, and how long they have. */
type Source = {
  track: string;
  audience: Audience;
  ruleId: string | null;
  owes: SQL;
  lastOn?: SQL;
  starterDays?: SQL;
  ground: (owing: Owing) => Ground;
  daysToComplete: (owing: Owing, ground: Ground) => number;
};

/** Makes the assignments that follow from the version in force and from HR's rules on this day. */
export async function makeOwedAssignments(
  portal: Portal,
  line: VersionLine,
  rules: StandingRule[],
  clock: Clock,
): Promise<void> {
  const { tracks } = line.version.content;
  const forEveryone = tracks.filter((track) => track.for === "everyone");
  const given = rules.filter((rule) => tracks.some(({ id }) => id === rule.track));
  const sources = [
    ...forEveryone.map(({ id }) => byPublication(line, id, given, clock)),
    ...given.filter(({ kind }) => kind === "role").map((rule) => byRole(line, rule, clock)),
    ...given.filter(({ kind }) => kind === "periodic").map((rule) => periodic(line, rule, clock)),
  ];
  for (const source of sources) await makeFrom(portal, line, source, clock);
}

/** A track for everyone: all who work here, or will, and have not answered this line of versions. */
function byPublication(
  line: VersionLine,
  track: string,
  rules: StandingRule[],
  clock: Clock,
): Source {
  const starters = rules.filter((rule) => rule.kind === "onboarding" && rule.track === track);
  return {
    track,
    audience: line.audience,
    ruleId: null,
    owes: hasNoneOf(line, track, clock),
    ...(starters.length > 0 ? { starterDays: daysForStarters(starters) } : {}),
    ground: ({ startedOn, recordedOn }) =>
      startedOn < line.effectiveOn && recordedOn <= line.effectiveOn
        ? { rule: "new-version", effectiveOn: line.effectiveOn }
        : { rule: "onboarding" },
    daysToComplete: ({ starterDays }, { rule }) =>
      rule === "onboarding" && starterDays !== null ? starterDays : line.daysToComplete,
  };
}

/** A track by role: whoever is in the rule's audience at present. */
function byRole(line: VersionLine, rule: StandingRule, clock: Clock): Source {
  return {
    ...{ track: rule.track, audience: rule.audience, ruleId: rule.id },
    owes: hasNoneOf(line, rule.track, clock),
    ground: ({ position, department }) => ({ rule: "role", position, department }),
    daysToComplete: () => rule.daysToComplete,
  };
}

/**
 * Again, months after the last acknowledgement of any version: by the calendar, and where a month is too
 * short on its last day. A refusal, or an end by hand, begins the months anew.
 */
function periodic(line: VersionLine, rule: StandingRule, { timeZone, today }: Clock): Source {
  const months = rule.months ?? 0;
  const ofTrack = sql`a.person_id = p.id and a.track = ${rule.track}
    and a.version_id in ${[...line.ids, ...line.earlierIds]}`;
  const lastOf = (which: SQL) => sql`(
    select (max(a.settled_at) at time zone ${timeZone})::date
    from assignments a left join assignment_endings n on n.assignment_id = a.id
    where ${ofTrack} and ${which}
  )`;
  const acknowledged = lastOf(sql`a.settled_as = 'acknowledged'`);
  const settled = lastOf(sql`(a.settled_as in ('acknowledged', 'refused') or n.why = 'by-hand')`);
  return {
    ...{ track: rule.track, audience: rule.audience, ruleId: rule.id },
    owes: sql`${acknowledged} is not null
      and (${settled} + make_interval(months => ${months}::int))::date <= ${today}::date
      and (select true from assignments a where ${ofTrack} and a.settled_at is null limit 1) is null`,
    lastOn: acknowledged,
    ground: ({ lastOn }) => ({ rule: "periodic", lastOn, months }),
    daysToComplete: () => rule.daysToComplete,
  };
}

/**
 * The person `p` has no assignment of this line and track that is open or was answered. One that ended owes
 * another, but for what HR ended by hand since this employment `e` began. The subquery is scalar on purpose:
 * after a publication PostgreSQL does not know yet how many rows a version has, and would compare all with all.
 */
function hasNoneOf({ ids }: VersionLine, track: string, { timeZone }: Clock): SQL {
  return sql`(
    select true from assignments a left join assignment_endings n on n.assignment_id = a.id
    where a.person_id = p.id and a.track = ${track} and a.version_id in ${ids}
      and (a.settled_as is distinct from 'ended' or (
        n.why = 'by-hand' and (n.ended_at at time zone ${timeZone})::date >= e.from_on
      ))
    limit 1
  ) is null`;
}

function daysForStarters(rules: StandingRule[]): SQL {
  const cases = rules.map(
    ({ audience, daysToComplete }) =>
      sql`when ${isInAudience(audience)} then ${daysToComplete}::int`,
  );
  return sql`case ${sql.join(cases, sql` `)} end`;
}

function makeFrom(
  portal: Portal,
  { version }: VersionLine,
  { track, audience, ruleId, owes, lastOn, starterDays, ground, daysToComplete }: Source,
  { today, timeZone }: Clock,
): Promise<void> {
  return inBatches<Owing>(
    portal.db,
    dutyLock,
    (tx, after, limit) =>
      tx.execute(sql`
        select p.id, e.type, e.position, d.name as department, e.from_on::text as "startedOn",
          ${firstRecordedOn(timeZone)} as "recordedOn", (${lastOn ?? sql`null::date`})::text as "lastOn",
          ${starterDays ?? sql`null::int`} as "starterDays"
        from people p ${workOn(today)}
        where p.id > ${after}::uuid and ${isInAudience(audience)} and ${owes}
        order by p.id limit ${limit}`),
    (tx, owing) => {
      const wanted = owing.map((one) => {
        const because = ground(one);
        return {
          ...{ personId: one.id, versionId: version.id, track, ruleId, rule: because.rule },
          reason: whyInScope(version.content, one.type, because),
          dueOn: onboardingDueOn(one.startedOn, today, daysToComplete(one, because)),
        };
      });
      return makeAssignments(tx, wanted, portal.now());
    },
  );
}
