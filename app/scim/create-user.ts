import { sql } from "drizzle-orm";
import { correctNames } from "../people/change-person.ts";
import { recordEmployment } from "../people/employment.ts";
import { addPerson } from "../people/person.ts";
import type { Portal } from "../portal.ts";
import { mistake, ScimFault } from "./fault.ts";
import { keepNames } from "./keep-names.ts";
import { type Act, provision } from "./provision.ts";
import { checkUserName, settleNames, settleNumber, settleWork } from "./settle.ts";
import { readUser, type User } from "./user.ts";
import { needed, type Wanted } from "./wanted.ts";
import { begin } from "./work.ts";

/**
 * Adds somebody who begins today; or, where the directory knows the number or the address of somebody who left, a
 * new period of theirs: never a second person. Refuses as `uniqueness` whoever works here or is from outside.
 */
export async function createUser(portal: Portal, token: number, wanted: Wanted): Promise<User> {
  const { user } = await provision(portal, token, async (act) => {
    if (wanted.active === false) {
      throw mistake("invalidValue", "Create people who work here: send active as true.");
    }
    const number = settleNumber(wanted);
    const known = await findKnown(act, wanted, number);
    if (!wanted.userName) throw needed("userName");
    checkUserName(wanted.userName, known?.number ?? number ?? "");
    const names = settleNames(wanted);
    const work = await settleWork(act.tx, portal, wanted);
    const id = known
      ? await comeBack(act, known, names, work)
      : await join(act, number, names, work);
    const { externalId = null, userName } = wanted;
    await keepNames(act, { id, externalId: null, storedName: null }, { externalId, userName });
    const created = await readUser(act.tx, id, act.today);
    if (!created) throw new Error("The user that was created is not there.");
    return { user: created, isChanged: true };
  });
  return user;
}

type Names = ReturnType<typeof settleNames>;
type Work = Awaited<ReturnType<typeof settleWork>>;

async function join(act: Act, number: string | null, names: Names, work: Work): Promise<string> {
  if (number === null) throw needed("employeeNumber, of the enterprise extension");
  const { tx, doer, today } = act;
  const { id } = await addPerson(tx, { ...names, employeeNumber: number }, doer);
  await recordEmployment(tx, { ...work, personId: id, fromOn: today, untilOn: null }, doer);
  return id;
}

/** Somebody's address stays where none is sent. */
async function comeBack(act: Act, { id, ...known }: Left, names: Names, work: Work) {
  await correctNames(act.tx, act.doer, id, { ...names, email: names.email ?? known.email });
  await begin(act, id, work);
  return id;
}

/** Somebody who left and comes back; undefined for somebody new. */
async function findKnown(
  { tx, today }: Act,
  { email, userName }: Wanted,
  number: string | null,
): Promise<Left | undefined> {
  const addresses = [email, userName].filter((one) => one?.includes("@"));
  const found = await tx.execute<Known>(sql`
    select p.id, p.employee_number as number, p.email, p.is_outside as "isOutside", exists (
        select from employments e where e.person_id = p.id and e.superseded_at is null
          and (e.until_on is null or e.until_on >= ${today}::date)
      ) as "isHere"
    from people p left join provisioned_people r on r.person_id = p.id
    where lower(p.handle) = lower(${number}) or lower(p.employee_number) = lower(${number})
      or lower(p.email) = any(${inList(addresses)}) or lower(r.user_name) = any(${inList([userName])})`);
  const [one, another] = found;
  if (!one) return undefined;
  if (another) throw uniqueness("The number and the address belong to different people");
  if (one.isOutside || one.number === null) {
    throw uniqueness("Somebody from outside has this number or address");
  }
  if (one.isHere) throw uniqueness("Somebody in the directory has this number or address");
  if (number !== null && one.number.toLowerCase() !== number.toLowerCase()) {
    throw uniqueness(`Somebody who left has this address, under number ${one.number}`);
  }
  return { id: one.id, number: one.number, email: one.email };
}

/** Somebody who left. */
type Left = { id: string; number: string; email: string | null };
type Known = Omit<Left, "number"> & { number: string | null; isOutside: boolean; isHere: boolean };

function inList(texts: (string | null | undefined)[]) {
  const lower = texts
    .filter((one) => one !== null && one !== undefined)
    .map((one) => one.toLowerCase());
  return sql`array(select json_array_elements_text(${JSON.stringify(lower)}::text::json))`;
}

const uniqueness = (words: string) => new ScimFault(409, `${words}.`, { scimType: "uniqueness" });
