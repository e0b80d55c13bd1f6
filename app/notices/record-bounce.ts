import { sql } from "drizzle-orm";
import type { Portal } from "../portal.ts";
import { readBounce } from "./bounce.ts";
import { noteStep } from "./note-step.ts";
import type { NoticeKind } from "./owe-notices.ts";

/**
 * Notes on a notice that it came back, from the mail that says so. Refuses what is no such mail, names no
 * notice that was sent, or says only that it is late. Told twice, it is noted once.
 */
export async function recordBounce(
  portal: Pick<Portal, "db" | "now" | "publicUrl">,
  mail: string,
): Promise<{ noticeId: string } | { refused: string }> {
  const bounce = readBounce(mail, new URL(portal.publicUrl).hostname);
  if (!bounce) {
    return {
      refused: "Pass on a delivery status notification of this portal's mail: this is none",
    };
  }
  if (!bounce.isFinal) return { refused: "Wait: the mail is only late, it did not come back" };
  return portal.db.transaction(async (tx) => {
    const [notice] = await tx.execute<Returned>(sql`
      select n.id, n.kind, n.person_id as "personId", n.state, n.address, (
        select s.digest from notice_steps s
        where s.notice_id = n.id and s.html is not null order by s.number desc limit 1
      ) as digest
      from notices n where n.id = ${bounce.noticeId} for update`);
    if (!notice)
      return { refused: "Look whose mail this is: no notice of this portal has its number" };
    const { state, digest, address } = notice;
    if (state === "came-back") return { noticeId: notice.id };
    if (state !== "sent")
      return { refused: `Look at the notice: it is ${state}, and was not sent` };
    const now = portal.now();
    const reason = bounce.said;
    await noteStep(tx, { notice, step: "came-back", now, digest, address, reason });
    return { noticeId: notice.id };
  });
}

type Returned = {
  id: string;
  kind: NoticeKind;
  personId: string;
  state: string;
  address: string | null;
  digest: string | null;
};
