import { dayIn } from "../days.ts";
import { readDepartmentHeads, readStaff } from "../people/department-heads.ts";
import type { Portal } from "../portal.ts";
import { oweNotices } from "./owe-notices.ts";

/**
 * Owes the notices of the policy's distribution list for a version: to department heads and to all staff
 * of today, as the list says. Each is owed once, however often this is asked for.
 */
export async function announceVersion(portal: Portal, versionId: string): Promise<void> {
  const { content } = await portal.shelf.version(versionId);
  const now = portal.now();
  const today = dayIn(content.organization.timeZone, now);
  const lists = [
    { to: "department-heads", kind: "publication-heads", read: readDepartmentHeads },
    { to: "all-staff", kind: "publication-staff", read: readStaff },
  ] as const;
  for (const { to, kind, read } of lists) {
    if (!content.policy.announceTo?.includes(to)) continue;
    await portal.db.transaction(async (tx) => {
      const owed = (await read(tx, today)).map((personId) => ({
        ...{ key: `${kind} ${versionId} ${personId}`, kind, personId, versionId },
      }));
      await oweNotices(tx, owed, now);
    });
  }
}
