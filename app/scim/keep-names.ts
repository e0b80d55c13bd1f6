import { sql } from "drizzle-orm";
import { writeRecord } from "../ledger/record.ts";
import { type Act, taken } from "./provision.ts";
import type { User } from "./user.ts";
import type { Wanted } from "./wanted.ts";

/**
 * Keeps what a directory service calls somebody, from its first write about them on. Refuses a user name that is
 * somebody else's address or number. Returns whether anything changed.
 */
export async function keepNames(
  { tx, doer }: Act,
  user: Pick<User, "id" | "externalId"> & { storedName: string | null },
  wanted: Pick<Wanted, "externalId" | "userName">,
): Promise<boolean> {
  const externalId = wanted.externalId === undefined ? user.externalId : wanted.externalId;
  const name = wanted.userName ?? user.storedName;
  const changed = [
    ...(externalId === user.externalId ? [] : ["externalId"]),
    ...(name === user.storedName ? [] : ["userName"]),
  ];
  if (changed.length === 0) return false;
  if (wanted.userName) {
    const [other] = await tx.execute(sql`
      select from people where id <> ${user.id}
        and (lower(email) = lower(${wanted.userName}) or lower(handle) = lower(${wanted.userName}))`);
    if (other) throw taken("userName");
  }
  await tx.execute(sql`
    insert into provisioned_people (person_id, external_id, user_name, changed_at)
    values (${user.id}, ${externalId}, ${name}, ${doer.now.toISOString()}::timestamptz)
    on conflict (person_id) do update set external_id = excluded.external_id,
      user_name = excluded.user_name, changed_at = excluded.changed_at, removed_at = null`);
  const { by, now, provisioning } = doer;
  const facts = { changed, provisioning };
  await writeRecord(tx, { act: "change-person", by, about: user.id, at: now, facts });
  return true;
}
