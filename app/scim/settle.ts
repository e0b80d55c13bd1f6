import { sql } from "drizzle-orm";
import type { Executor } from "../db.ts";
import type { EmploymentType } from "../people/employment.ts";
import {
  employeeNumberWords,
  isEmail,
  isEmployeeNumber,
  typeNames,
} from "../people/import/read-row.ts";
import type { Portal } from "../portal.ts";
import { mistake } from "./fault.ts";
import { isUuid } from "./filter-in-sql.ts";
import type { User } from "./user.ts";
import { needed, type Wanted } from "./wanted.ts";

/** Work with everything the directory asks for. */
export type SettledWork = {
  department: string;
  position: string;
  type: EmploymentType;
  supervisorId: string | null;
};

/** Names and address of somebody, as wanted or as they are. */
export function settleNames(wanted: Wanted, user?: User) {
  const givenName = wanted.givenName === undefined ? user?.givenName : wanted.givenName;
  const familyName = wanted.familyName === undefined ? user?.familyName : wanted.familyName;
  if (!givenName) throw needed("name.givenName");
  if (!familyName) throw needed("name.familyName");
  const email = wanted.email === undefined ? followUserName(wanted, user) : wanted.email;
  if (email !== null && !isEmail(email)) {
    throw mistake("invalidValue", "Send an e-mail address such as name@example.org in emails.");
  }
  return { givenName, familyName, email };
}

/** Where no address is sent the user name is one: for somebody new, and where it was theirs before. */
function followUserName({ userName }: Wanted, user: User | undefined): string | null {
  const before = user?.email ?? null;
  const was = before !== null && before.toLowerCase() === user?.userName.toLowerCase();
  return (user === undefined || was) && userName?.includes("@") ? userName : before;
}

/** A user name is an e-mail address, or the person's own employee number. */
export function checkUserName(userName: string | null | undefined, number: string): void {
  if (userName === undefined) return;
  if (userName === null) throw needed("userName");
  if (isEmail(userName) || userName.toLowerCase() === number.toLowerCase()) return;
  throw mistake("invalidValue", "Send the e-mail address or the employee number as userName.");
}

/** The employee number of somebody new: that of the extension, or else a user name that is none but a number. */
export function settleNumber({ employeeNumber, userName }: Wanted): string | null {
  const number = employeeNumber ?? (userName?.includes("@") ? null : userName) ?? null;
  if (number !== null && !isEmployeeNumber(number)) {
    throw mistake("invalidValue", `${employeeNumberWords}: employeeNumber.`);
  }
  return number;
}

/** Work as wanted, and where nothing is said of it as it is or was. */
export async function settleWork(
  tx: Executor,
  portal: Portal,
  wanted: Wanted,
  user?: User,
): Promise<SettledWork> {
  const department = wanted.department === undefined ? user?.department : wanted.department;
  const position = wanted.title === undefined ? user?.title : wanted.title;
  const type =
    wanted.userType === undefined ? user?.userType : await readType(portal, wanted.userType);
  if (!department) throw needed("department, of the enterprise extension");
  if (!position) throw needed("title");
  if (!type) throw needed("userType");
  const isAsWas = wanted.manager === undefined || wanted.manager === user?.managerId;
  const supervisorId = isAsWas ? (user?.managerId ?? null) : await findManager(tx, wanted.manager);
  return { department, position, type, supervisorId };
}

async function readType(portal: Portal, written: string | null): Promise<EmploymentType | null> {
  if (written === null) return null;
  const { employmentTypes } = await portal.organization();
  const { byName, list } = typeNames(employmentTypes as Parameters<typeof typeNames>[0]);
  const found = byName.get(written.toLowerCase().replace(/[\s_-]+/g, ""));
  if (!found) throw mistake("invalidValue", `Send one of these as userType: ${list}.`);
  return found;
}

/** Who supervises, by the id of a user or by employee number. Nobody from outside. */
async function findManager(tx: Executor, value: string | null | undefined): Promise<string | null> {
  if (!value) return null;
  const id = isUuid(value.toLowerCase()) ? value : null;
  const [found] = await tx.execute<{ id: string }>(sql`
    select id from people
    where not is_outside and (id = ${id}::uuid or lower(employee_number) = lower(${value}))`);
  if (found) return found.id;
  throw mistake("invalidValue", "Send the id or the employee number of a user as manager.value.");
}
