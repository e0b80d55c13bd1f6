import { eq, sql } from "drizzle-orm";
import { provisionedPeople } from "#drizzle/schema/provisioning.ts";
import { writeRecord } from "../ledger/record.ts";
import { correctNames } from "../people/change-person.ts";
import type { Portal } from "../portal.ts";
import { isTagged } from "./answer.ts";
import { mistake, nobody, ScimFault } from "./fault.ts";
import { keepNames } from "./keep-names.ts";
import { type Act, provision } from "./provision.ts";
import { checkUserName, settleNames, settleWork } from "./settle.ts";
import { readUser, type User, versionOf } from "./user.ts";
import type { Wanted } from "./wanted.ts";
import { begin, end, transfer } from "./work.ts";

type Asked = { id: string; ifMatch: string | null };

/**
 * Makes of somebody what is wanted; what is not named stays. `active` begins and ends their work; of somebody who
 * does not work here nothing is changed of the work they had. Refuses another employee number, and, by `If-Match`,
 * a change of another version than the one at hand.
 */
export async function changeUser(
  portal: Portal,
  token: number,
  asked: Asked,
  want: (user: User) => Wanted,
): Promise<User> {
  const { user } = await provision(portal, token, async (act) => {
    const { tx, doer, today } = act;
    const before = await findUser(act, asked);
    const { id } = before;
    const wanted = want(before);
    checkNumber(wanted, before);
    checkUserName(wanted.userName, before.employeeNumber);
    const names = settleNames(wanted, before);
    const changes = [
      await changeWork(act, portal, wanted, before),
      (await correctNames(tx, doer, id, names)).length > 0,
      await keepNames(act, { ...before, storedName: await readStoredName(act, id) }, wanted),
    ];
    // Somebody deleted who works here again is seen from now on, also when they leave.
    await tx.execute(sql`
      update provisioned_people set removed_at = null where person_id = ${id} and removed_at is not null`);
    const after = await readUser(tx, id, today);
    if (!after) throw new Error("The user that was changed is not there.");
    return { user: after, isChanged: changes.includes(true) };
  });
  return user;
}

/** Ends somebody's work, and has the directory service see them no more. The portal keeps all of them. */
export async function removeUser(portal: Portal, token: number, asked: Asked): Promise<void> {
  await provision(portal, token, async (act) => {
    const { id, active } = await findUser(act, asked);
    if (active) await end(act, id);
    const { tx, doer } = act;
    const { by, now, provisioning } = doer;
    const gone = { externalId: null, userName: null, changedAt: now, removedAt: now };
    await tx
      .insert(provisionedPeople)
      .values({ personId: id, ...gone })
      .onConflictDoUpdate({ target: provisionedPeople.personId, set: gone });
    const facts = { provisioning };
    await writeRecord(tx, { act: "deprovision-person", by, about: id, at: now, facts });
    return { isChanged: true };
  });
}

/** Begins, ends or changes somebody's work; whether anything changed. */
async function changeWork(act: Act, portal: Portal, wanted: Wanted, user: User): Promise<boolean> {
  const { active = user.active } = wanted;
  if (!active) {
    if (user.active) await end(act, user.id);
    return user.active;
  }
  const work = await settleWork(act.tx, portal, wanted, user);
  if (user.active) return transfer(act, user.id, work);
  await begin(act, user.id, work);
  return true;
}

async function findUser({ tx, today }: Act, { id, ifMatch }: Asked): Promise<User> {
  const user = await readUser(tx, id, today);
  if (!user) throw nobody();
  if (ifMatch !== null && !isTagged(ifMatch, versionOf(user))) {
    throw new ScimFault(412, "This user changed since. Read them again, then send the change.");
  }
  return user;
}

async function readStoredName({ tx }: Act, id: string): Promise<string | null> {
  const [kept] = await tx
    .select({ userName: provisionedPeople.userName })
    .from(provisionedPeople)
    .where(eq(provisionedPeople.personId, id));
  return kept?.userName ?? null;
}

function checkNumber({ employeeNumber }: Wanted, user: User): void {
  if (employeeNumber === undefined) return;
  if (employeeNumber?.toLowerCase() === user.employeeNumber.toLowerCase()) return;
  throw mistake("mutability", "An employee number stays: it is what a person is known by here.");
}
