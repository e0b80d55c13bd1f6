import { sql } from "drizzle-orm";
import type { Grade } from "../attestation/acknowledgement.ts";
import type { PolicyVersion } from "../content/version.ts";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { PostSpan } from "./post-span.ts";

/** An acknowledgement of the version an allegation cites, or of an earlier one, made by the last day of the post. */
export type AcknowledgedThen = {
  reference: string;
  version: number;
  /** It is of the version the allegation cites. */
  isCited: boolean;
  track: string;
  grade: Grade;
  /** How it was checked who acknowledged. */
  method: string;
  /** When it was made in the portal; of one on paper, when it was recorded there. */
  at: Date;
  /** Of one on paper: the day it was signed or refused, and before whom. */
  paper: { signedOn: Day; witness: string } | null;
  /** Before the first day of the post; otherwise on that day, or within the span. */
  isBefore: boolean;
};

/** Reads them, those of the cited version first. What was signed on paper counts from the day it was signed. */
export async function readAcknowledgedThen(
  db: Executor,
  personId: string,
  { policy, number, content }: PolicyVersion,
  { from, until, begin, end }: PostSpan,
): Promise<AcknowledgedThen[]> {
  const rows = await db.execute<Omit<AcknowledgedThen, "at" | "isCited"> & { at: string }>(sql`
    select k.reference, v.number as version, k.track, k.grade, k.method, k.acknowledged_at as at,
      case when y.signed_on is not null
        then json_build_object('signedOn', y.signed_on, 'witness', y.witness_name) end as paper,
      case when y.signed_on is not null then y.signed_on < ${from}::date
        else k.acknowledged_at < ${begin}::timestamptz end as "isBefore"
    from acknowledgements k join policy_versions v on v.id = k.version_id
      left join paper_acknowledgements y on y.acknowledgement_id = k.id
    where k.person_id = ${personId} and v.policy = ${policy} and v.number <= ${number}
      and case when y.signed_on is not null then y.signed_on <= ${until}::date
        else k.acknowledged_at < ${end}::timestamptz end
    order by v.number desc, coalesce(y.signed_on, k.acknowledged_at::date), k.acknowledged_at`);
  const titles = new Map(content.tracks.map(({ id, title }) => [id, title]));
  return rows.map(({ at, track, ...row }) => ({
    ...{ ...row, isCited: row.version === number },
    ...{ track: titles.get(track) ?? track, at: new Date(at) },
  }));
}
