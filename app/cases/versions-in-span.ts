import type { VersionHead } from "../content/version.ts";
import type { Day } from "../days.ts";
import type { Portal } from "../portal.ts";

/**
 * The versions of the policy that were in force on some day of a span, the earliest first, and the day from which
 * there was a policy at all; null where there is none yet.
 */
export async function readVersionsInSpan(
  portal: Portal,
  { from, until }: { from: Day; until: Day },
): Promise<{ versions: VersionHead[]; firstOn: Day | null }> {
  const [all, current] = await Promise.all([
    portal.shelf.all(),
    portal.shelf.inForce(portal.now()),
  ]);
  const own = all
    .filter(({ policy }) => policy === (current ?? all[0])?.policy)
    .sort((one, other) => one.number - other.number);
  const versions = own.filter(({ effectiveOn }, index) => {
    const next = own[index + 1];
    const isOvertaken = next && (next.effectiveOn <= from || next.effectiveOn === effectiveOn);
    return effectiveOn <= until && !isOvertaken;
  });
  return { versions, firstOn: own[0]?.effectiveOn ?? null };
}
