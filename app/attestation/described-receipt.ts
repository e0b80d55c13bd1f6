import { z } from "zod";
import { writeDay, writeMoment } from "../days.ts";
import type { Receipt } from "../ledger/receipt-file.ts";

const shown = z.object({
  reference: z.string(),
  organization: z.string(),
  person: z.object({ name: z.string(), number: z.string(), typed_name: z.string() }),
  policy: z.object({
    number: z.string(),
    title: z.string(),
    version: z.number(),
    effective_on: z.string(),
    version_digest: z.string(),
  }),
  track: z.string(),
  acknowledged_at: z.iso.datetime(),
});

/** A verified receipt in rows of plain words. */
export function describeReceipt(
  receipt: Receipt,
  locale: string,
  timeZone: string,
): [string, string][] {
  const says = shown.parse(receipt.shown);
  const { person, policy } = says;
  return [
    ["Receipt", says.reference],
    ["Name", `${person.name} (${person.number})`],
    ...(person.typed_name === person.name
      ? []
      : [["Name as typed", person.typed_name] as [string, string]]),
    ["Organization", says.organization],
    ["Policy", `${policy.number}, ${policy.title}`],
    ["Version", `${policy.version}, effective ${writeDay(locale, policy.effective_on)}`],
    ["Version digest", policy.version_digest],
    ["Track", says.track],
    ["Acknowledged", writeMoment(locale, timeZone, new Date(says.acknowledged_at))],
  ];
}
