import { sql } from "drizzle-orm";
import { type ProviderLink, readProviderLinks } from "../auth/provider/read-links.ts";
import type { PasswordProof } from "../auth/set-password.ts";
import type { Viewer } from "../auth/viewer.ts";
import type { Portal } from "../portal.ts";
import { isSeenBy } from "./access.ts";

/** A set-up code, never the code itself: who handed it over, and what became of it. */
export type SetUpCodeLine = {
  issuedAt: Date;
  /** Null: whoever set up the portal. */
  issuedBy: string | null;
  expiresAt: Date;
  usedAt: Date | null;
  withdrawnAt: Date | null;
};

/** A password set, and how the person showed that it is theirs to set; null where the portal was told. */
export type PasswordLine = { setAt: Date; proof: PasswordProof["method"] | null };

/** What became of the second step at sign-in: which act of the ledger, when, and by whom where by another. */
export type FactorLine = {
  at: Date;
  act: (typeof factorActs)[number];
  /** An app or a passkey, where it matters. */
  factor: string | null;
  /** Null: the person, or whoever runs the server. */
  by: string | null;
  isOwn: boolean;
};

const factorActs = [
  ...(["enrol-second-factor", "remove-second-factor", "reset-second-factor"] as const),
  ...(["use-recovery-code", "refuse-passkey"] as const),
];

/** How it was checked that whoever signs in is the person: codes, passwords, second steps, accounts at providers, newest first. */
export type IdentityChecks = {
  codes: SetUpCodeLine[];
  passwords: PasswordLine[];
  factors: FactorLine[];
  links: ProviderLink[];
};

/** Reads how a person's identity was checked. Nothing of a person the viewer may not see. */
export async function readIdentityChecks(
  viewer: Viewer,
  portal: Portal,
  personId: string,
): Promise<IdentityChecks> {
  const [codes, passwords, factors, links] = await Promise.all([
    portal.db.execute<{ [column in keyof SetUpCodeLine]: string | null }>(sql`
      select c.issued_at as "issuedAt", b.given_name || ' ' || b.family_name as "issuedBy",
        c.expires_at as "expiresAt", c.used_at as "usedAt", c.withdrawn_at as "withdrawnAt"
      from set_up_codes c left join people b on b.id = c.issued_by
      where c.person_id = ${personId} and ${isSeenBy(viewer)}
      order by c.issued_at desc`),
    portal.db.execute<{ setAt: string; proof: PasswordLine["proof"] }>(sql`
      select r.recorded_at as "setAt", r.body::json -> 'facts' ->> 'method' as proof
      from ledger_records r
      where r.about = ${personId} and r.act = 'set-password' and ${isSeenBy(viewer)}
      order by r.recorded_at desc`),
    portal.db.execute<Omit<FactorLine, "at"> & { at: string }>(sql`
      select r.recorded_at as at, r.act, r.body::json -> 'facts' ->> 'factor' as factor,
        b.given_name || ' ' || b.family_name as by,
        coalesce(r.body::json ->> 'by' = r.about::text, false) as "isOwn"
      from ledger_records r left join people b on b.id::text = r.body::json ->> 'by'
      where r.about = ${personId} and ${isSeenBy(viewer)}
        and r.act in (${sql.join(
          factorActs.map((act) => sql`${act}`),
          sql`, `,
        )})
      order by r.recorded_at desc`),
    readProviderLinks(viewer, portal.db, personId),
  ]);
  // Drizzle takes the date parsers off its client: moments arrive as text.
  return {
    codes: codes.map(({ issuedAt, issuedBy, expiresAt, usedAt, withdrawnAt }) => ({
      issuedAt: new Date(issuedAt ?? 0),
      issuedBy,
      expiresAt: new Date(expiresAt ?? 0),
      usedAt: usedAt === null ? null : new Date(usedAt),
      withdrawnAt: withdrawnAt === null ? null : new Date(withdrawnAt),
    })),
    factors: factors.map(({ at, ...line }) => ({ ...line, at: new Date(at) })),
    passwords: passwords.map(({ setAt, proof }) => ({ setAt: new Date(setAt), proof })),
    links,
  };
}
