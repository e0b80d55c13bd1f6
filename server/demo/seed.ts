import { acknowledge } from "#app/attestation/acknowledge.ts";
import { assign } from "#app/attestation/assignment.ts";
import { bringDutiesUpToDate } from "#app/attestation/bring-duties-up-to-date.ts";
import { makeRule } from "#app/attestation/make-rule.ts";
import { whyInScope } from "#app/attestation/scope.ts";
import { hashPassword } from "#app/auth/password.ts";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { publishVersion } from "#app/content/publish.ts";
import { addDays, type Day, dayIn, spanOfDay } from "#app/days.ts";
import { writeRecord } from "#app/ledger/record.ts";
import { announceVersion } from "#app/notices/announce-version.ts";
import { oweNotices } from "#app/notices/owe-notices.ts";
import { giveAuthorization } from "#app/people/authorization.ts";
import { recordEmployment } from "#app/people/employment.ts";
import { recordLeave } from "#app/people/leave.ts";
import { addPerson } from "#app/people/person.ts";
import type { Portal } from "#app/portal.ts";
import { answerScenario } from "#app/training/answer-scenario.ts";
import { readDuties } from "#app/training/duties.ts";
import { credentials, givenGrants } from "#drizzle/schema/auth.ts";
import { people } from "#drizzle/schema/people.ts";
import { seedAnonymousReport } from "./anonymous-report.ts";
import { type CastMember, cast, demoPassword } from "./cast.ts";
import { seedExchanges } from "./exchanges.ts";
import { type Calendar, fileDemoReports } from "./reports.ts";
import { viewerFor } from "./viewer-for.ts";

/**
 * Fills an empty embedded database: the first version, the fixed people, and what they did before today.
 * Everything goes through the portal's own acts, at moments in the past.
 */
export async function seedDemo(
  portal: Portal,
  { content, sourceDigest }: { content: FrozenContent; sourceDigest: string },
): Promise<void> {
  const [anyone] = await portal.db.select({ id: people.id }).from(people).limit(1);
  if (anyone) return;
  const { timeZone } = content.organization;
  const today = dayIn(timeZone, portal.now());
  const on = demoCalendar(timeZone, today);
  const published = await portal.db.transaction((tx) =>
    publishVersion(tx, {
      content,
      sourceDigest,
      kind: "substantive",
      effectiveOn: content.policy.effectiveOn,
      publishedBy: null,
      now: on(-60),
    }),
  );
  if ("refused" in published) throw new Error(published.refused);

  const passwordHash = await hashPassword(demoPassword);
  const ids = new Map<string, string>();
  for (const member of cast) {
    const version = { id: published.id, content };
    const id = await join(portal, member, { ids, today, on, passwordHash, version });
    if (member.number) ids.set(member.number, id);
  }
  await followRules({ ...portal, now: () => on(-16) });
  for (const member of cast) await letSpeak(portal, member, { ids, today, on });
  for (const [place, member] of cast.entries()) await goThroughTraining(portal, member, place, on);
  await announceVersion({ ...portal, now: () => on(-60) }, published.id);
  await fileDemoReports(portal, ids, on);
  await seedAnonymousReport(portal, on);
  await seedExchanges(portal, today, on);
}

/** Moments of the demo: so many days from today at nine in the morning, and so many minutes later. */
export function demoCalendar(timeZone: string, today: Day): Calendar {
  return (days, minutes = 0) => {
    const nine = new Date(spanOfDay(timeZone, addDays(today, days)).from).getTime() + 9 * 3_600_000;
    return new Date(nine + minutes * 60_000);
  };
}

async function join(
  portal: Portal,
  member: CastMember,
  {
    ids,
    today,
    on,
    passwordHash,
    version,
  }: {
    ids: Map<string, string>;
    today: string;
    on: Calendar;
    passwordHash: string;
    version: { id: string; content: FrozenContent };
  },
): Promise<string> {
  const { number, work, onLeave, roles = [], duties = [] } = member;
  const joinedOn = on(Math.max(-50, work?.startsIn ?? -50));
  const by = { by: null, now: joinedOn };
  return portal.db.transaction(async (tx) => {
    const { givenName, familyName, email } = member;
    const { id } = await addPerson(
      tx,
      { employeeNumber: number, givenName, familyName, email },
      by,
    );
    if (work) {
      const employment = {
        personId: id,
        department: work.department,
        position: work.position,
        type: work.type,
        supervisorId: work.supervisor ? (ids.get(work.supervisor) ?? null) : null,
        fromOn: addDays(today, work.startsIn),
        untilOn: work.endsIn === undefined ? null : addDays(today, work.endsIn),
      };
      await recordEmployment(tx, employment, by);
    }
    if (onLeave) {
      await recordLeave(
        tx,
        {
          personId: id,
          fromOn: addDays(today, onLeave.startsIn),
          untilOn: addDays(today, onLeave.endsIn),
        },
        by,
      );
    }
    await tx.insert(credentials).values({ personId: id, passwordHash, setAt: joinedOn });
    await writeRecord(tx, {
      act: "set-password",
      by: null,
      about: id,
      at: joinedOn,
      facts: { how: "demo" },
    });
    for (const role of roles) {
      await tx.insert(givenGrants).values({ personId: id, role, grantedAt: joinedOn });
      await writeRecord(tx, {
        act: "grant-role",
        by: null,
        about: id,
        at: joinedOn,
        facts: { role },
      });
    }
    for (const { track, dueIn, went } of duties) {
      const isForEveryone =
        version.content.tracks.find((one) => one.id === track)?.for === "everyone";
      if (!work || !isForEveryone) continue;
      const assignmentId = await assign(
        tx,
        {
          personId: id,
          versionId: version.id,
          track,
          rule: "onboarding",
          reason: whyInScope(version.content, work.type, { rule: "onboarding" }),
          dueOn: addDays(today, dueIn),
        },
        by,
      );
      if (went === "all the way") continue;
      const key = `assignment ${assignmentId}`;
      await oweNotices(tx, [{ key, kind: "assignment", personId: id, assignmentId }], joinedOn);
    }
    return id;
  });
}

/** HR's rule for the people who run the channels, and what follows from it and from leave. */
async function followRules(then: Portal): Promise<void> {
  const helen = cast.find(({ number }) => number === "1002");
  if (!helen) throw new Error("HR is missing from the cast.");
  const { timeZone } = await then.organization();
  const made = await makeRule(await viewerFor(then, helen), then, {
    kind: "role",
    track: "official-channels",
    audience: { positions: ["Marketing Coordinator"] },
    months: null,
    daysToComplete: 30,
    fromOn: dayIn(timeZone, then.now()),
    formId: null,
  });
  if ("refused" in made) throw new Error(made.refused);
  await bringDutiesUpToDate(then);
}

/** Enters who may speak for the City into the register, on the day each authorization began. */
async function letSpeak(
  portal: Portal,
  { number, speaks = [] }: CastMember,
  { ids, today, on }: { ids: Map<string, string>; today: string; on: Calendar },
): Promise<void> {
  for (const { subject, channels, by, basis, startsIn, endsIn } of speaks) {
    const [personId, authorizedBy] = [ids.get(number ?? ""), ids.get(by)];
    if (!personId || !authorizedBy) throw new Error(`Nobody has the number ${number} or ${by}.`);
    const fromOn = addDays(today, startsIn);
    const untilOn = endsIn === undefined ? null : addDays(today, endsIn);
    const given = { personId, authorizedBy, subject, channels, basis, fromOn, untilOn };
    await portal.db.transaction((tx) =>
      giveAuthorization(tx, given, { by: null, now: on(startsIn) }),
    );
  }
}

async function goThroughTraining(
  portal: Portal,
  member: CastMember,
  place: number,
  on: Calendar,
): Promise<void> {
  for (const { track, went } of member.duties ?? []) {
    if (went === "nowhere") continue;
    let minute = place * 7;
    const then: Portal = { ...portal, now: () => on(-40, minute) };
    const viewer = await viewerFor(portal, member);
    const duty = async () => {
      const found = (await readDuties(viewer, then)).find((one) => one.track.id === track);
      if (!found) throw new Error(`${member.familyName} has no duty ${track}.`);
      return found;
    };
    const { track: lessons } = await duty();
    for (const lesson of lessons.lessons.slice(0, went === "two lessons" ? 2 : undefined)) {
      for (const [index, scenario] of lesson.scenarios.entries()) {
        const right = scenario.choices.filter((choice) => choice.right).map(({ id }) => id);
        const wrong = scenario.choices.find((choice) => !choice.right)?.id;
        // Some people miss some questions at first, so that HR has something to look at.
        const tries = wrong && (place + index) % 3 === 0 ? [[wrong], right] : [right];
        for (const [count, chosen] of tries.entries()) {
          minute += 1;
          const at = { duty: await duty(), lesson };
          await answerScenario(then, at, { scenario: scenario.id, number: count + 1, chosen });
        }
      }
    }
    if (went === "all the way") {
      minute += 2;
      const ready = await duty();
      const { versionDigest } = ready.version;
      const typedName = `${member.givenName} ${member.familyName}`;
      const statement = {
        versionDigest,
        agreed: true,
        typedName,
        password: demoPassword,
      };
      const done = await acknowledge(viewer, then, ready, statement);
      if ("refused" in done) throw new Error(`${member.familyName}: ${done.refused}`);
    }
  }
}
