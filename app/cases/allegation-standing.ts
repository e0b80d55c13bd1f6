// What the respondent of an allegation had learned and stated by the day of the post: from the rows of that time,
// never recomputed from the rules of today.
import { type Clock, clockOf } from "../clock.ts";
import type { VersionHead } from "../content/version.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import { type AuthorizedInSpan, readAuthorizedInSpan } from "../people/authorized-in-span.ts";
import { readWorkInSpan, type WorkInSpan } from "../people/work-in-span.ts";
import type { Portal } from "../portal.ts";
import { type AcknowledgedThen, readAcknowledgedThen } from "./acknowledged-then.ts";
import { type LessonThen, readLessonsThen } from "./lessons-then.ts";
import { type PostSpan, postSpan } from "./post-span.ts";

export type AllegationStanding = {
  clock: Clock;
  span: PostSpan;
  version: Pick<VersionHead, "policy" | "number" | "kind" | "effectiveOn" | "publishedAt"> & {
    /** Published in this portal only after the post. */
    isPublishedLater: boolean;
  };
  work: WorkInSpan;
  acknowledged: AcknowledgedThen[];
  lessons: LessonThen[];
  authorized: AuthorizedInSpan[];
  /** What the clause is called by which some may speak for the City; null where the version has none. */
  authorizedBy: string | null;
};

/**
 * What the respondent had acknowledged and learned by the day of the post, and what they were authorized to say that
 * day. `clause` may be several while none is chosen. For whoever has the case open: that is asked before.
 */
export async function readAllegationStanding(
  portal: Portal,
  db: Executor,
  {
    respondentId,
    versionId,
    clause,
    postedFrom,
    postedUntil,
  }: {
    respondentId: string;
    versionId: string;
    clause: string | string[];
    postedFrom: Day;
    postedUntil: Day;
  },
): Promise<AllegationStanding> {
  const clock = await clockOf(portal);
  const cited = await portal.shelf.version(versionId);
  const span = postSpan(clock.timeZone, postedFrom, postedUntil);
  const clauses = [clause].flat();
  const { policy, number, kind, effectiveOn, publishedAt, content } = cited;
  const spoken = content.organization.authorizations?.clause ?? "";
  return {
    ...{ clock, span },
    version: {
      ...{ policy, number, kind, effectiveOn, publishedAt },
      isPublishedLater: publishedAt >= new Date(span.end),
    },
    work: await readWorkInSpan(db, respondentId, span, clock.today),
    acknowledged: await readAcknowledgedThen(db, respondentId, cited, span),
    lessons: await readLessonsThen(portal, db, respondentId, { cited, clauses }, span),
    authorized: await readAuthorizedInSpan(db, respondentId, span),
    authorizedBy: content.policy.clauses[spoken]?.label ?? null,
  };
}
