import { assign } from "#app/attestation/assignment.ts";
import type { Viewer } from "#app/auth/viewer.ts";
import { publishVersion } from "#app/content/publish.ts";
import type { Day } from "#app/days.ts";
import { canonicalJson } from "#app/ledger/canonical.ts";
import { type NewEmployment, recordEmployment } from "#app/people/employment.ts";
import { addPerson } from "#app/people/person.ts";
import type { Portal } from "#app/portal.ts";

type Work = Partial<Omit<NewEmployment, "personId">> & { fromOn: Day };

/** Adds somebody to the directory with their periods of work; permanent in Public Works unless said. */
export async function hire(
  portal: Portal,
  person: { number: string; givenName?: string; familyName?: string; email?: string },
  ...periods: Work[]
): Promise<string> {
  const by = { by: null, now: portal.now() };
  const { number: employeeNumber, givenName = "Alex", familyName = "Example", email } = person;
  return portal.db.transaction(async (tx) => {
    const names = { employeeNumber, givenName, familyName, email: email ?? null };
    const { id: personId } = await addPerson(tx, names, by);
    for (const period of periods) {
      const employment = {
        ...{ department: "Public Works", position: "Labourer", type: "permanent" as const },
        ...{ supervisorId: null, untilOn: null, ...period },
      };
      await recordEmployment(tx, { personId, ...employment }, by);
    }
    return personId;
  });
}

/** Assigns a track of the version in force, "personal-use" unless said. */
export async function assignTo(
  portal: Portal,
  personId: string,
  { dueOn, track = "personal-use", by = null }: { dueOn: Day; track?: string; by?: Viewer | null },
): Promise<string> {
  const version = await portal.shelf.inForce(portal.now());
  if (!version) throw new Error("No version is in force.");
  const duty = { personId, versionId: version.id, track, dueOn };
  return portal.db.transaction((tx) =>
    assign(
      tx,
      { ...duty, rule: "onboarding", reason: "The policy applies to every employee." },
      { by: by?.personId ?? null, now: portal.now() },
    ),
  );
}

/** Publishes what is in force again, one word of its statement changed, in force from a day. */
export async function publishNext(
  portal: Portal,
  effectiveOn: Day,
  kind: "substantive" | "editorial" = "substantive",
): Promise<{ number: number }> {
  const version = await portal.shelf.inForce(portal.now());
  if (!version) throw new Error("No version is in force.");
  const content = structuredClone(version.content);
  content.statement.title += ", again";
  const published = await portal.db.transaction((tx) =>
    publishVersion(tx, {
      ...{ content, sourceDigest: canonicalJson(content.statement), effectiveOn },
      ...{ kind, publishedBy: null, now: portal.now() },
    }),
  );
  if ("refused" in published) throw new Error(published.refused);
  return published;
}
