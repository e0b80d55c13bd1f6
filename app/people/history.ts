import { type SQL, sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";
import type { EmploymentType } from "./employment.ts";

/** Any dated row: from a day until a day, recorded at a moment, and perhaps corrected by a later one. */
export type DatedRow = {
  fromOn: Day;
  untilOn: Day | null;
  recordedAt: Date;
  recordedBy: string | null;
  supersededAt: Date | null;
};

export type EmploymentRow = DatedRow & {
  department: string;
  position: string;
  type: EmploymentType;
  supervisor: string | null;
};

export type ExemptionRow = DatedRow & { reason: string };

/** What was recorded of a person over time, oldest first, corrected rows included. */
export type PersonHistory = {
  employments: EmploymentRow[];
  leaves: DatedRow[];
  exemptions: ExemptionRow[];
};

/** Reads a person's dated rows. Nothing of a person the viewer may not see. */
export async function readHistory(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<PersonHistory> {
  const read = async <R extends DatedRow>(rows: SQL): Promise<R[]> => {
    const found = await portal.db.execute<{ [column in keyof R]: unknown }>(sql`
      select * from (${rows}) dated where ${isSeenBy(viewer)}
      order by "fromOn", "recordedAt"`);
    return found.map((row) => withMoments(row as never));
  };
  const dated = sql`x.from_on::text as "fromOn", x.until_on::text as "untilOn",
    x.recorded_at as "recordedAt", x.superseded_at as "supersededAt",
    coalesce(r.given_name || ' ' || r.family_name, ${byProvisioning(personId)}) as "recordedBy"`;
  const [employments, leaves, exemptions] = await Promise.all([
    read<EmploymentRow>(sql`
      select ${dated}, d.name as department, x.position, x.type,
        s.given_name || ' ' || s.family_name as supervisor
      from employments x join departments d on d.id = x.department_id
        left join people s on s.id = x.supervisor_id left join people r on r.id = x.recorded_by
      where x.person_id = ${personId}`),
    read<DatedRow>(sql`
      select ${dated} from leaves x left join people r on r.id = x.recorded_by
      where x.person_id = ${personId}`),
    read<ExemptionRow>(sql`
      select ${dated}, x.reason from exemptions x join people r on r.id = x.granted_by
      where x.person_id = ${personId}`),
  ]);
  return { employments, leaves, exemptions };
}

/** The name of the token by which nobody's row `x` was recorded: its ledger record of that moment says which. */
const byProvisioning = (personId: string) => sql`(
  select t.name || ' (SCIM)' from ledger_records l
    join provisioning_tokens t
      on t.number = substring(l.body from '"provisioning":([0-9]{1,9})')::integer
  where l.about = ${personId} and l.recorded_at = x.recorded_at
    and l.act in ('record-employment', 'change-employment', 'change-leave') limit 1)`;

/** Drizzle takes the date parsers off its client: moments arrive as text. */
function withMoments<R extends DatedRow>(row: R): R {
  return {
    ...row,
    recordedAt: new Date(row.recordedAt),
    supersededAt: row.supersededAt && new Date(row.supersededAt),
  };
}
