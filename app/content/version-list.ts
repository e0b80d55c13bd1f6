import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { VersionHead } from "./version.ts";

/** A version as HR sees it in the list of all. */
type ListedVersion = VersionHead & {
  title: string;
  approvedOn: string;
  methodOfApproval: string;
  fileNumber: string;
  /** Null: the portal itself, or the command. */
  publishedBy: string | null;
  assignments: number;
  acknowledgements: number;
  /** The number of the version before it, to compare with; null for the first. */
  before: number | null;
};

/** Every version of every policy with what was done with it, the one published last first. */
export async function readVersionList(viewer: Viewer, portal: Portal): Promise<ListedVersion[]> {
  const counted = await portal.db.execute<Counted>(sql`
    select v.id, p.given_name as "givenName", p.family_name as "familyName",
      (select count(*)::int from assignments a where a.version_id = v.id) as assignments,
      (
        select count(*)::int from assignments a
        where a.version_id = v.id and a.settled_as = 'acknowledged'
      ) as acknowledgements
    from policy_versions v left join people p on p.id = v.published_by
    where ${isSeenBy(viewer)}`);
  const counts = new Map(counted.map((row) => [row.id, row]));
  const heads = (await portal.shelf.all()).filter(({ id }) => counts.has(id));
  return Promise.all(
    heads.map(async (head) => {
      const { policy } = (await portal.shelf.version(head.id)).content;
      const { givenName, familyName, assignments, acknowledgements } = counts.get(
        head.id,
      ) as Counted;
      return {
        ...head,
        title: policy.title,
        approvedOn: policy.approvedOn,
        methodOfApproval: policy.methodOfApproval,
        fileNumber: policy.fileNumber,
        publishedBy: givenName && familyName ? fullName({ givenName, familyName }) : null,
        assignments,
        acknowledgements,
        before: head.number > 1 ? head.number - 1 : null,
      };
    }),
  );
}

type Counted = {
  id: string;
  givenName: string | null;
  familyName: string | null;
  assignments: number;
  acknowledgements: number;
};
