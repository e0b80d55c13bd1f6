import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";

/** An authorization that covered a day of a span, as the register had it then and has it now. */
export type AuthorizedInSpan = {
  reference: string;
  subject: string;
  /** Empty for anywhere online. */
  channels: string[];
  authorizedBy: string;
  fromOn: Day;
  untilOn: Day | null;
  /** It was recorded only after the span. */
  isRecordedLater: boolean;
  /** It stood on record when the span ended and was corrected since. */
  isCorrectedSince: boolean;
};

/**
 * What somebody was authorized to say for the City on some day of a span, while they worked here: as recorded when
 * the span ended at the moment `end`, and as corrected since. For whoever has a case about them open.
 */
export function readAuthorizedInSpan(
  db: Executor,
  personId: string,
  { from, until, end }: { from: Day; until: Day; end: string },
): Promise<AuthorizedInSpan[]> {
  return db.execute<AuthorizedInSpan>(sql`
    select x.reference, x.subject, x.channels, b.given_name || ' ' || b.family_name as "authorizedBy",
      x.from_on::text as "fromOn", x.until_on::text as "untilOn",
      x.recorded_at >= ${end}::timestamptz as "isRecordedLater", x.superseded_at is not null as "isCorrectedSince"
    from authorizations x join people b on b.id = x.authorized_by join people p on p.id = x.person_id
    where x.person_id = ${personId} and x.from_on <= ${until} and (x.until_on is null or x.until_on >= ${from})
      and (x.superseded_at is null or (x.recorded_at < ${end}::timestamptz and x.superseded_at >= ${end}::timestamptz))
      and (p.is_outside or exists (
        select from employments e where e.person_id = p.id and e.superseded_at is null
          and e.from_on <= least(${until}::date, x.until_on)
          and (e.until_on is null or e.until_on >= greatest(${from}::date, x.from_on))
      ))
    order by x.from_on, x.recorded_at`);
}
