import type { Portal } from "../../portal.ts";

/**
 * The platforms the organization offers, and what is kept about whoever is part of an exchange: of the version in
 * force, or, where it was published before there was any of this, of the content files.
 */
export async function readLogWords(
  portal: Portal,
): Promise<{ platforms: string[]; kept: { title: string; html: string } | null }> {
  const [organization, version] = await Promise.all([
    portal.organization(),
    portal.shelf.inForce(portal.now()),
  ]);
  const frozen = version?.content.privacy.exchange;
  const offered = organization.reports?.platforms;
  if (frozen && offered) return { platforms: offered, kept: frozen };
  const read = await portal.contentFiles();
  const files = "content" in read ? read.content : null;
  return {
    platforms: offered ?? files?.organization.reports?.platforms ?? [],
    kept: frozen ?? files?.privacy.exchange ?? null,
  };
}
