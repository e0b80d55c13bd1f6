import { sql } from "drizzle-orm";
import { isSeenBy } from "../attestation/access.ts";
import { readIdentityChecks } from "../attestation/identity-checks.ts";
import { fullName, type Viewer } from "../auth/viewer.ts";
import { readAuthorizationRows } from "../people/authorization-rows.ts";
import { type DatedRow, readHistory } from "../people/history.ts";
import type { Portal } from "../portal.ts";
import type { Moment, PacketHistory, PacketIdentity, PacketRole } from "./packet.ts";
import { readPacketImports } from "./read-imports.ts";

/** A person's dated rows, corrected ones included, as a packet holds them. */
export async function readPacketHistory(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<PacketHistory> {
  const [{ employments, leaves, exemptions }, imports, authorizations] = await Promise.all([
    readHistory(viewer, portal, personId),
    readPacketImports(viewer, portal, personId),
    readAuthorizationRows(viewer, portal, { personId }),
  ]);
  return {
    employments: employments.map(({ department, position, type, supervisor, ...row }) => ({
      ...{ ...dated(row), department, position, type, supervisor },
    })),
    leaves: leaves.map(dated),
    imports,
    exemptions: exemptions.map(({ reason, ...row }) => ({ ...dated(row), reason })),
    authorizations: authorizations.map((row) => ({
      ...dated(row),
      ...{ reference: row.reference, step: row.step, subject: row.subject },
      ...{ channels: row.channels, authorized_by: fullName(row.authorizedBy) },
      ...{ basis: row.basis, reason: row.reason },
    })),
  };
}

/** How it was checked that whoever signs in is the person, and what roles the person held. */
export async function readPacketIdentity(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<PacketIdentity> {
  const [{ codes, passwords, links }, roles] = await Promise.all([
    readIdentityChecks(viewer, portal, personId),
    readRoles(viewer, portal, { personId }),
  ]);
  return {
    codes: codes.map((code) => ({
      issued_at: iso(code.issuedAt),
      issued_by: code.issuedBy,
      expires_at: iso(code.expiresAt),
      used_at: isoOrNull(code.usedAt),
      withdrawn_at: isoOrNull(code.withdrawnAt),
    })),
    passwords: passwords.map(({ setAt, proof }) => ({ set_at: iso(setAt), proof })),
    ...(links.length > 0 && {
      links: links.map(({ label, matchedBy, linkedAt, endedAt, endedBy }) => ({
        ...{ provider: label, matched_by: matchedBy, linked_at: iso(linkedAt) },
        ...{ ended_at: isoOrNull(endedAt), ended_by: endedBy },
      })),
    }),
    roles,
  };
}

/** Everybody who ever held a role that touches the directory, sign-ins or roles. */
export function readHolders(viewer: Viewer, portal: Portal): Promise<PacketRole[]> {
  return readRoles(viewer, portal, { roles: ["hr-training", "administrator"] });
}

async function readRoles(
  viewer: Viewer,
  portal: Portal,
  asked: { personId: string } | { roles: string[] },
): Promise<PacketRole[]> {
  const condition =
    "personId" in asked
      ? sql`g.person_id = ${asked.personId}`
      : sql`g.role::text in (${sql.join(asked.roles, sql`, `)})`;
  const rows = await portal.db.execute<PacketRole>(sql`
    select p.given_name || ' ' || p.family_name as name, g.role, g.granted_at,
      b.given_name || ' ' || b.family_name as granted_by, g.revoked_at,
      r.given_name || ' ' || r.family_name as revoked_by
    from given_grants g join people p on p.id = g.person_id
      left join people b on b.id = g.granted_by left join people r on r.id = g.revoked_by
    where ${condition} and ${isSeenBy(viewer)}
    order by g.granted_at, g.id`);
  return rows.map(({ granted_at, revoked_at, ...row }) => ({
    ...row,
    granted_at: iso(granted_at),
    revoked_at: isoOrNull(revoked_at),
  }));
}

function dated({ fromOn, untilOn, recordedAt, recordedBy, supersededAt }: DatedRow) {
  return {
    from_on: fromOn,
    until_on: untilOn,
    recorded_at: iso(recordedAt),
    recorded_by: recordedBy,
    superseded_at: isoOrNull(supersededAt),
  };
}

/** A moment as a packet writes it. Raw SQL gives moments as text. */
export function iso(moment: Date | string): Moment {
  return new Date(moment).toISOString();
}

export function isoOrNull(moment: Date | string | null): Moment | null {
  return moment === null ? null : iso(moment);
}
