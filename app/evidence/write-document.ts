import type { Clock } from "../clock.ts";
import { type Day, writeDay, writeMoment } from "../days.ts";
import type { Section } from "./document.ts";
import type { EvidencePacket, Moment } from "./packet.ts";
import { writeDoings } from "./write-doings.ts";
import { writeIdentity } from "./write-identity.ts";
import { writeLimits } from "./write-limits.ts";
import { writeNotices } from "./write-notices.ts";
import { writeRecords } from "./write-records.ts";
import { writeScope } from "./write-scope.ts";
import { writeShown } from "./write-shown.ts";
import { writeSummary } from "./write-summary.ts";

/** A packet before its words and its signature, and how days and moments are written here. */
export type Writing = {
  packet: Omit<EvidencePacket, "document" | "signature">;
  day: (day: Day) => string;
  moment: (moment: Moment) => string;
};

/** The evidence in plain words: what somebody reads first who has never seen the portal. */
export function writeDocument(packet: Writing["packet"], { locale, timeZone }: Clock): Section[] {
  const writing: Writing = {
    packet,
    day: (day) => writeDay(locale, day),
    moment: (moment) => writeMoment(locale, timeZone, new Date(moment)),
  };
  const sections = [
    writeSummary(writing, timeZone),
    ...writeScope(writing),
    writeDoings(writing),
    writeIdentity(writing),
    writeNotices(writing),
    ...writeLimits(writing),
    ...writeShown(writing),
    writeRecords(writing),
  ];
  // Frozen words bring addresses of their own onto the same page.
  return sections.map((section) => ({ ...section, id: `evidence-${section.id}` }));
}
