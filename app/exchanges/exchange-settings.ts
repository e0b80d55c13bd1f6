import type { ExchangeSettings, Organization } from "../content/frozen-version.ts";
import type { Portal } from "../portal.ts";

/** What the pages about exchanges say in the words of the organization. */
type ExchangeWords = {
  organization: Organization;
  settings: ExchangeSettings;
  /** What is offered as the place of an exchange, beside another. */
  platforms: string[];
  /** What is kept about who asks, as HTML; null where nobody wrote it. */
  kept: { title: string; html: string } | null;
  /** Whom to ask about reports, and when an answer cannot wait; null where the organization names nobody. */
  contact: Organization["contacts"][number] | null;
};

/**
 * The words of the version in force. One published before there was advice has none: then they are those of the
 * content files.
 */
export async function readExchangeWords(portal: Portal): Promise<ExchangeWords> {
  const [organization, version] = await Promise.all([
    portal.organization(),
    portal.shelf.inForce(portal.now()),
  ]);
  const { exchanges, reports } = organization;
  const frozen = version?.content.privacy.advice;
  const contact = organization.contacts.find(({ id }) => id === reports?.ask) ?? null;
  if (exchanges && reports && frozen) {
    const { platforms } = reports;
    return { organization, settings: exchanges, platforms, kept: frozen, contact };
  }
  const read = await portal.contentFiles();
  const files = "content" in read ? read.content : null;
  return {
    organization,
    settings: exchanges ?? files?.organization.exchanges ?? none,
    platforms: (reports ?? files?.organization.reports)?.platforms ?? [],
    kept: frozen ?? files?.privacy.advice ?? null,
    contact,
  };
}

const none: ExchangeSettings = {
  ...{ clause: "", leavePolitely: [], smallestFigure: Number.POSITIVE_INFINITY },
  departmentsFrom: Number.POSITIVE_INFINITY,
};
