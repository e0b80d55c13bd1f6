import { eq } from "drizzle-orm";
import { people } from "#drizzle/schema/people.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Executor } from "../db.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import { change, type Doer, findSupervisor, type Work } from "./change-work.ts";
import { notOneself, type Refused } from "./directory-refusals.ts";
import { recordEmployment } from "./employment.ts";
import { addPerson, searchWords } from "./person.ts";

export type Names = { givenName: string; familyName: string; email: string | null };

/** Changes somebody's names and address. The ledger keeps which of them changed, never the words. */
export async function changeNames(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  names: Names,
): Promise<{ changed: string[] } | Refused> {
  return change(portal, async (tx) => ({
    changed: await correctNames(tx, { by: viewer.personId, now: portal.now() }, personId, names),
  }));
}

/** Writes names and address where they differ, with a record; which of them did. */
export async function correctNames(
  tx: Executor,
  { by, now, provisioning }: Doer,
  personId: string,
  names: Names,
): Promise<string[]> {
  const [before] = await tx.select().from(people).where(eq(people.id, personId)).for("update");
  if (!before) throw new Error(`There is no person ${personId}.`);
  const changed = (["givenName", "familyName", "email"] as const).filter(
    (name) => before[name] !== names[name],
  );
  if (changed.length === 0) return changed;
  const words = searchWords({ ...names, employeeNumber: before.employeeNumber });
  await tx
    .update(people)
    .set({ ...names, searchWords: words })
    .where(eq(people.id, personId));
  await writeRecord(tx, {
    act: "change-person",
    by,
    about: personId,
    at: now,
    facts: { changed, ...(provisioning !== undefined && { provisioning }) },
  });
  return changed;
}

/** Adds an employee with their first period of work. */
export async function addEmployee(
  viewer: Viewer,
  portal: Portal,
  { number, names, work }: { number: string; names: Names; work: Work },
): Promise<{ handle: string } | Refused> {
  return change(portal, async (tx) => {
    const { supervisor, ...period } = work;
    const found = await findSupervisor(tx, supervisor);
    if ("refused" in found) return found;
    if (found.id === viewer.personId) return notOneself;
    const by = { by: viewer.personId, now: portal.now() };
    const { id, handle } = await addPerson(tx, { ...names, employeeNumber: number }, by);
    await recordEmployment(tx, { ...period, personId: id, supervisorId: found.id }, by);
    return { handle };
  });
}

/** Adds somebody from outside, who has no work here and whom no import touches. */
export async function addOutsider(
  viewer: Viewer,
  portal: Portal,
  names: Names,
): Promise<{ handle: string } | Refused> {
  return change(portal, async (tx) => {
    const by = { by: viewer.personId, now: portal.now() };
    const { handle } = await addPerson(tx, { ...names, employeeNumber: null }, by);
    return { handle };
  });
}
