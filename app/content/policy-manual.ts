import type { Portal } from "../portal.ts";
import { approvalFacts } from "./policy-page.ts";
import { standingOf } from "./standing-of-version.ts";

/** Every version of every policy as the Master Policy Manual lists it, the one effective last first. Public. */
export async function readPolicyManual(portal: Portal) {
  const { locale } = await portal.organization();
  const [heads, inForce] = await Promise.all([
    portal.shelf.all(),
    portal.shelf.inForce(portal.now()),
  ]);
  const versions = await Promise.all(heads.map(({ id }) => portal.shelf.version(id)));
  return versions
    .toSorted((one, other) =>
      one.effectiveOn === other.effectiveOn
        ? other.number - one.number
        : one.effectiveOn < other.effectiveOn
          ? 1
          : -1,
    )
    .map((version) => {
      const { policy, number, kind, effectiveOn, publishedAt, versionDigest, content } = version;
      return {
        ...{ policy, number, kind, effectiveOn, publishedAt, versionDigest },
        title: content.policy.title,
        standing: standingOf(version, { inForce, now: portal.now() }),
        facts: approvalFacts(content.policy, locale),
      };
    });
}
