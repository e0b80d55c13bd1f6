import { stringify } from "csv-stringify/sync";
import type { Viewer } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { writeRecord } from "../ledger/record.ts";
import type { Portal } from "../portal.ts";
import type { AuthorizationFilter } from "./authorization-filter.ts";
import { standingWords } from "./authorization-standing.ts";
import { readWholeRegister } from "./authorizations.ts";
import { titleChannels } from "./channels.ts";

const headings = [
  "Entry",
  "Family name",
  "Given name",
  "Number",
  "On what",
  "Where",
  "Authorized by",
  "Basis",
  "From",
  "Until",
  "Last day",
  "Standing",
];

/**
 * The register so filtered as a CSV file: RFC 4180 in UTF-8 with a byte order mark, formulas made harmless.
 * That it was exported, by whom and by which filter, goes into the ledger first.
 */
export async function exportAuthorizations(
  viewer: Viewer,
  portal: Portal,
  filter: AuthorizationFilter,
): Promise<{ name: string; body: string }> {
  const { today: day } = await clockOf(portal);
  const { q, ...kept } = filter;
  await portal.db.transaction((tx) =>
    writeRecord(tx, {
      act: "export-authorizations",
      by: viewer.personId,
      about: null,
      at: portal.now(),
      // What was searched for may be a name, which no record holds.
      facts: { day, filters: { ...kept, searched: q !== undefined } },
    }),
  );
  const rows = await readWholeRegister(viewer, portal, filter);
  const lines = rows.map((row) => [
    row.reference,
    row.familyName,
    row.givenName,
    row.handle,
    row.subject,
    titleChannels(row.channels),
    row.authorizedBy,
    row.basis,
    row.fromOn,
    row.untilOn ?? "",
    row.lastOn ?? "",
    standingWords[row.standing],
  ]);
  const format = { escape_formulas: true, record_delimiter: "windows" } as const;
  return {
    name: `authorizations-${day}.csv`,
    body: `\uFEFF${stringify([headings, ...lines], { ...format, quoted_match: /[\r\n]/ })}`,
  };
}
