import type { Organization, ReportSettings } from "../../content/frozen-version.ts";
import type { Portal } from "../../portal.ts";

/** What the form says in the words of the organization. */
type ReportWords = {
  organization: Organization;
  settings: ReportSettings;
  /** What is kept about a reporter, as HTML; null where nobody wrote it. */
  kept: { title: string; html: string } | null;
};

/**
 * The words of the version in force. One published before there was a form has none: then they are those of
 * the content files.
 */
export async function readReportWords(portal: Portal): Promise<ReportWords> {
  const [organization, version] = await Promise.all([
    portal.organization(),
    portal.shelf.inForce(portal.now()),
  ]);
  const frozen = version?.content.privacy.report;
  if (organization.reports && frozen) {
    return { organization, settings: organization.reports, kept: frozen };
  }
  const read = await portal.contentFiles();
  const files = "content" in read ? read.content : null;
  return {
    organization,
    settings: organization.reports ?? files?.organization.reports ?? none,
    kept: frozen ?? files?.privacy.report ?? null,
  };
}

/** A contact of the settings, by its id; null where there is none. */
export function contactOf({ contacts }: Organization, id: string) {
  return contacts.find((one) => one.id === id) ?? null;
}

const none: ReportSettings = {
  ...{ acknowledgeWithin: 3, danger: "", commentsAsk: "", ask: "", platforms: [], rules: [] },
};
