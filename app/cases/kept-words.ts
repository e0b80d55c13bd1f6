import type { Portal } from "../portal.ts";

/**
 * What is kept about a respondent, as HTML, by the version in force; by the content files where it was published before
 * there were cases. Null where nobody wrote it.
 */
export async function readKeptOfNotices(
  portal: Portal,
): Promise<{ title: string; html: string } | null> {
  const version = await portal.shelf.inForce(portal.now());
  const frozen = version?.content.privacy.notices;
  if (frozen) return frozen;
  const read = await portal.contentFiles();
  return ("content" in read ? read.content.privacy.notices : null) ?? null;
}
