import { z } from "zod";
import { grade } from "#drizzle/schema/attestation.ts";
import { lessonsTaken } from "#drizzle/schema/paper.ts";
import { writeDay, writeMoment } from "../days.ts";
import type { Receipt } from "../ledger/receipt-file.ts";
import { paperRows } from "../paper/words.ts";
import { gradeWords, methodWords } from "./words.ts";

const named = z.object({ name: z.string(), number: z.string() });

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
  statement: z.string(),
  method: z.string(),
  grade: z.enum(grade.enumValues),
  acknowledged_at: z.iso.datetime(),
  /** Only on what was acknowledged or refused on paper. */
  paper: z
    .object({
      signed_on: z.string(),
      witness: named,
      scan_sha256: z.string().nullable(),
      lessons: z.enum(lessonsTaken.enumValues),
      read_aloud: z.object({ on: z.string(), by: named }).nullable(),
      recorded_by: named,
    })
    .optional(),
});

/** A verified receipt in rows of plain words; one of a kind not known here as it is written. */
export function describeReceipt(
  receipt: Receipt,
  locale: string,
  timeZone: string,
): [string, string][] {
  const read = shown.safeParse(receipt.shown);
  if (!read.success) return asWritten(receipt.shown);
  const { data: says } = read;
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
    ["Statement", says.statement],
    ["Grade", gradeWords[says.grade]],
    ["How identity was shown", methodWords(says.method, (at) => writeMoment(locale, timeZone, at))],
    [
      says.paper ? "Recorded" : "Acknowledged",
      writeMoment(locale, timeZone, new Date(says.acknowledged_at)),
    ],
    ...(says.paper ? describePaper(says.paper, locale, says.grade === "refused") : []),
  ];
}

const asWritten = (shown: Receipt["shown"]) =>
  Object.entries(shown).map(([name, value]): [string, string] => [
    name.replaceAll("_", " "),
    typeof value === "string" ? value : JSON.stringify(value),
  ]);

function describePaper(
  paper: NonNullable<z.output<typeof shown>["paper"]>,
  locale: string,
  isRefusal: boolean,
): [string, string][] {
  const { witness, recorded_by, read_aloud, scan_sha256 } = paper;
  const person = ({ name, number }: z.output<typeof named>) => ({ id: "", handle: number, name });
  return paperRows(
    { locale },
    {
      signedOn: paper.signed_on,
      witness: person(witness),
      lessons: paper.lessons,
      read: read_aloud && { on: read_aloud.on, by: person(read_aloud.by) },
      scan: scan_sha256 === null ? null : { digest: scan_sha256 },
      recordedBy: person(recorded_by),
    },
    isRefusal,
  );
}
