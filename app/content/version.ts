import { and, desc, eq, lte } from "drizzle-orm";
import { addDays, type Day, dayIn } from "#app/days.ts";
import type { Database, Executor } from "#app/db.ts";
import { sha256Hex } from "#app/ledger/canonical.ts";
import { policyVersions } from "#drizzle/schema/content.ts";
import { policyNumber } from "./fields.ts";
import type { FrozenContent } from "./frozen-version.ts";

/** A published version as people see it. */
export type PolicyVersion = VersionHead & { content: FrozenContent };

/** A published version without its content. */
export type VersionHead = {
  id: string;
  policy: string;
  number: number;
  kind: (typeof policyVersions.kind.enumValues)[number];
  effectiveOn: Day;
  publishedAt: Date;
  sourceDigest: string;
  versionDigest: string;
};

const head = {
  id: policyVersions.id,
  policy: policyVersions.policy,
  number: policyVersions.number,
  kind: policyVersions.kind,
  effectiveOn: policyVersions.effectiveOn,
  publishedAt: policyVersions.publishedAt,
  sourceDigest: policyVersions.sourceDigest,
  versionDigest: policyVersions.versionDigest,
};

/** Every version of every policy, without content, the one published last first. */
export function allVersions(db: Executor): Promise<VersionHead[]> {
  return db
    .select(head)
    .from(policyVersions)
    .orderBy(desc(policyVersions.publishedAt), desc(policyVersions.number));
}

/**
 * The version in force on a day: of those effective by then the one effective last, and of two effective
 * on one day the one published last. Null before the first.
 */
export async function versionInForce(
  db: Executor,
  day: Day,
  policy?: string,
): Promise<VersionHead | null> {
  const [latest] = await versionsEffectiveBy(db, day, policy);
  return latest ?? null;
}

/** A version of a policy by its number, from 1; null where there is none. */
export async function versionByNumber(
  db: Executor,
  policy: string,
  number: number,
): Promise<VersionHead | null> {
  if (!policyNumber.safeParse(policy).success) return null;
  if (!Number.isInteger(number) || number < 1 || number > 32_767) return null;
  const rows = await db
    .select(head)
    .from(policyVersions)
    .where(and(eq(policyVersions.policy, policy), eq(policyVersions.number, number)));
  return rows[0] ?? null;
}

/** Versions with their content, parsed once and kept in memory: their rows never change. */
export type VersionShelf = {
  /** Throws for an id that is no version's, and for content that is not what its digest says. */
  version: (id: string) => Promise<PolicyVersion>;
  /** What is in force at a moment; a version's own organization says in which time zone its day begins. */
  inForce: (moment: Date, policy?: string) => Promise<PolicyVersion | null>;
  /** As `versionByNumber`. */
  numbered: (policy: string, number: number) => Promise<PolicyVersion | null>;
  /** As `allVersions`, read anew each time. */
  all: () => Promise<VersionHead[]>;
};

/** A shelf with room for `size` versions; the one not asked for the longest makes room. */
export function createVersionShelf(db: Database, size = 50): VersionShelf {
  const shelf = new Map<string, Promise<PolicyVersion>>();
  const version = (id: string) => {
    const found = shelf.get(id) ?? readVersion(db, id);
    shelf.delete(id);
    shelf.set(id, found);
    found.catch(() => shelf.delete(id));
    for (const oldest of shelf.keys()) {
      if (shelf.size <= size) break;
      shelf.delete(oldest);
    }
    return found;
  };
  return {
    version,
    inForce: async (moment, policy) => {
      const tomorrow = addDays(dayIn("UTC", moment), 1);
      for (const { id, effectiveOn } of await versionsEffectiveBy(db, tomorrow, policy)) {
        const candidate = await version(id);
        if (effectiveOn <= dayIn(candidate.content.organization.timeZone, moment)) return candidate;
      }
      return null;
    },
    numbered: async (policy, number) => {
      const found = await versionByNumber(db, policy, number);
      return found && version(found.id);
    },
    all: () => allVersions(db),
  };
}

function versionsEffectiveBy(db: Executor, day: Day, policy: string | undefined) {
  const ofPolicy = policy === undefined ? undefined : eq(policyVersions.policy, policy);
  return db
    .select(head)
    .from(policyVersions)
    .where(and(lte(policyVersions.effectiveOn, day), ofPolicy))
    .orderBy(desc(policyVersions.effectiveOn), desc(policyVersions.number));
}

async function readVersion(db: Executor, id: string): Promise<PolicyVersion> {
  const [row] = await db
    .select({ ...head, content: policyVersions.content })
    .from(policyVersions)
    .where(eq(policyVersions.id, id));
  if (!row) throw new Error(`There is no policy version ${id}.`);
  if (sha256Hex(row.content) !== row.versionDigest) {
    throw new Error(`Policy version ${id} is not what its digest says: it was altered.`);
  }
  return { ...row, content: JSON.parse(row.content) as FrozenContent };
}
