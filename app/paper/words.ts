import type { Clock } from "../clock.ts";
import { writeDay } from "../days.ts";
import type { LessonsTaken, PaperFacts } from "./paper-facts.ts";

/** How the lessons were taken, for choosing one. */
export const lessonsTakenWords: Record<LessonsTaken, string> = {
  portal: "In the portal",
  "read-aloud": "Read aloud",
  "not-taken": "Not taken",
};

/** The paper of an acknowledgement in rows of plain words. */
export function paperRows(
  { locale }: Pick<Clock, "locale">,
  { signedOn, witness, read, lessons, scan, recordedBy }: PaperFacts,
  isRefusal: boolean,
): [string, string][] {
  return [
    [isRefusal ? "Refused on" : "Signed on", writeDay(locale, signedOn)],
    ["Witness", `${witness.name} (${witness.handle})`],
    [
      "Lessons",
      read
        ? `Read aloud on ${writeDay(locale, read.on)} by ${read.by.name} (${read.by.handle})`
        : lessonsTakenWords[lessons],
    ],
    ["Recorded by", `${recordedBy.name} (${recordedBy.handle})`],
    ["Scan (SHA-256)", scan?.digest ?? "None"],
  ];
}
