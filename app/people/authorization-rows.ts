import { type SQL, sql } from "drizzle-orm";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import type { AuthorizationStep } from "./authorization.ts";
import type { DatedRow } from "./history.ts";

type Name = { handle: string; givenName: string; familyName: string };

/** A row of the register as it was recorded, with the names behind it. */
export type AuthorizationRow = DatedRow & {
  id: string;
  reference: string;
  step: AuthorizationStep;
  personId: string;
  person: Name;
  subject: string;
  /** Empty for anywhere online. */
  channels: string[];
  authorizedBy: Name;
  authorizedById: string;
  basis: string;
  reason: string | null;
};

/**
 * Reads rows of the register, corrected ones included, oldest first: of one entry, of one person, or those
 * another condition on `x` asks for. To somebody who holds no grant of HR there is none.
 */
export async function readAuthorizationRows(
  viewer: Viewer,
  portal: Portal,
  asked: { reference: string } | { personId: string } | { where: SQL },
): Promise<AuthorizationRow[]> {
  const rows = await portal.db.execute<{ [column in keyof AuthorizationRow]: unknown }>(sql`
    select x.id, x.reference, x.step, x.person_id as "personId", ${nameOf("p")} as person, x.subject,
      x.channels, ${nameOf("b")} as "authorizedBy", x.authorized_by as "authorizedById", x.basis,
      x.reason, x.from_on::text as "fromOn", x.until_on::text as "untilOn",
      x.recorded_at as "recordedAt", r.given_name || ' ' || r.family_name as "recordedBy",
      x.superseded_at as "supersededAt"
    from authorizations x
      join people p on p.id = x.person_id
      join people b on b.id = x.authorized_by
      left join people r on r.id = x.recorded_by
    where ${mayAsk(viewer)} and ${conditionOf(asked)}
    order by x.from_on, x.recorded_at, x.superseded_at`);
  return rows.map((row) => withMoments(row as never));
}

/** The viewer keeps the register, or asks it what held on the day of a post. */
function mayAsk(viewer: Viewer): SQL {
  return sql`exists (
    select from grants g where g.person_id = ${viewer.personId}
      and g.role in ('hr-training', 'hr-cases') and g.revoked_at is null
  )`;
}

function conditionOf(asked: Parameters<typeof readAuthorizationRows>[2]): SQL {
  if ("where" in asked) return asked.where;
  return "reference" in asked
    ? sql`x.reference = ${asked.reference.slice(0, 40)}`
    : sql`x.person_id = ${asked.personId}`;
}

const nameOf = (alias: "p" | "b") =>
  sql.raw(`json_build_object('handle', ${alias}.handle, 'givenName', ${alias}.given_name,
    'familyName', ${alias}.family_name)`);

/** Drizzle takes the date parsers off its client: moments arrive as text. */
function withMoments(row: AuthorizationRow): AuthorizationRow {
  return {
    ...row,
    recordedAt: new Date(row.recordedAt),
    supersededAt: row.supersededAt && new Date(row.supersededAt),
  };
}
