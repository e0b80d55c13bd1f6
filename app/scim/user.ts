import { hash } from "node:crypto";
import { type SQL, sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { canonicalJson } from "../ledger/canonical.ts";
import type { EmploymentType } from "../people/employment.ts";
import { isUuid } from "./filter-in-sql.ts";
import { base, enterpriseSchema, mostResults, userSchema } from "./names.ts";
import { changedAt, isActive, isVisible, userName, usersOn } from "./users-in-sql.ts";

/** A person of the directory as a directory service sees them. */
export type User = {
  id: string;
  externalId: string | null;
  userName: string;
  givenName: string;
  familyName: string;
  email: string | null;
  active: boolean;
  title: string | null;
  userType: EmploymentType | null;
  employeeNumber: string;
  department: string | null;
  managerId: string | null;
  managerName: string | null;
  createdAt: string;
  changedAt: string;
};

const columns = (
  day: Day,
): SQL => sql`p.id, r.external_id as "externalId", ${userName} as "userName",
  p.given_name as "givenName", p.family_name as "familyName", p.email, ${isActive(day)} as active,
  e.position as title, e.type as "userType", p.employee_number as "employeeNumber",
  d.name as department, m.id as "managerId", m.given_name || ' ' || m.family_name as "managerName",
  p.created_at as "createdAt", ${changedAt} as "changedAt"`;

/** The user of an id; undefined for nobody, somebody from outside, and somebody deleted. */
export async function readUser(db: Executor, id: string, day: Day): Promise<User | undefined> {
  if (!isUuid(id.toLowerCase())) return undefined;
  const [found] = await db.execute<User>(sql`
    select ${columns(day)} from ${usersOn(day)} where p.id = ${id}::uuid and ${isVisible(day)}`);
  return found;
}

/** A page of users by their ids, from the `startIndex`th on, which counts from 1. */
export async function listUsers(
  db: Executor,
  day: Day,
  { where, startIndex, count }: { where: SQL; startIndex: number; count: number },
): Promise<{ totalResults: number; users: User[] }> {
  const found = sql`from ${usersOn(day)} where ${isVisible(day)} and ${where}`;
  const [total] = await db.execute<{ count: number }>(sql`select count(*)::int as count ${found}`);
  const size = Math.min(count, mostResults);
  const users =
    size === 0
      ? []
      : await db.execute<User>(sql`
          select ${columns(day)} ${found} order by p.id limit ${size} offset ${startIndex - 1}`);
  return { totalResults: total?.count ?? 0, users: [...users] };
}

/** The version of a user: a digest of what a directory service can change. */
export function versionOf({ managerName, createdAt, changedAt, ...user }: User): string {
  return `W/"${hash("sha256", canonicalJson(user)).slice(0, 32)}"`;
}

/** A user in the standard's schema; attributes without a value are left out. */
export function writeUser(user: User, publicUrl: string) {
  const at = (id: string) => `${publicUrl}${base}/Users/${id}`;
  const { givenName, familyName, managerId, managerName } = user;
  const formatted = `${givenName} ${familyName}`;
  return withoutNull({
    schemas: [userSchema, enterpriseSchema],
    id: user.id,
    externalId: user.externalId,
    userName: user.userName,
    name: { formatted, familyName, givenName },
    displayName: formatted,
    emails: user.email === null ? null : [{ value: user.email, type: "work", primary: true }],
    active: user.active,
    title: user.title,
    userType: user.userType,
    [enterpriseSchema]: withoutNull({
      employeeNumber: user.employeeNumber,
      department: user.department,
      manager:
        managerId === null
          ? null
          : { value: managerId, $ref: at(managerId), displayName: managerName },
    }),
    meta: {
      resourceType: "User",
      created: new Date(user.createdAt).toISOString(),
      lastModified: new Date(user.changedAt).toISOString(),
      location: at(user.id),
      version: versionOf(user),
    },
  });
}

function withoutNull<T extends object>(attributes: T): { [name in keyof T]: NonNullable<T[name]> } {
  const kept = Object.entries(attributes).filter(([, value]) => value !== null);
  return Object.fromEntries(kept) as { [name in keyof T]: NonNullable<T[name]> };
}
