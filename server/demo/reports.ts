import { randomUUID } from "node:crypto";
import type { Answers, Reporter } from "#app/intake/answers.ts";
import { type FiledReport, fileViolationReport } from "#app/intake/file-violation-report.ts";
import { newReceiptCode } from "#app/intake/receipt-code.ts";
import type { Portal } from "#app/portal.ts";

export type Calendar = (days: number, minutes?: number) => Date;
export type Told = Partial<Answers> & { what: string };

/**
 * Files the violation reports of the demo, one for each kind of reporter, and one that was phoned in. `ids`
 * are the people's, by their numbers.
 */
export async function fileDemoReports(
  portal: Portal,
  ids: Map<string, string>,
  on: Calendar,
): Promise<void> {
  const known = (number: string, name: string) => {
    const personId = ids.get(number);
    if (!personId) throw new Error(`Nobody has the number ${number}.`);
    return { personId, name };
  };
  const file = (then: Date, who: Who, told: Told) =>
    fileViolationReport({ ...portal, now: () => then }, filed(who, told));

  await file(
    on(-4),
    { kind: "named", reporter: reporter(known("1008", "Priya Raman"), "priya.raman@example.org") },
    {
      what: "In a town group Dale wrote that council is a circus and that our crews sleep on the job. His profile says where he works.",
      platforms: ["Facebook"],
      addresses: ["https://www.facebook.com/groups/town-talk/posts/4711"],
      subjects: [known("1007", "Dale Kozak")],
      recognizable: "His profile names the City as his employer.",
      clauses: ["6.c"],
    },
  );
  await file(
    on(-2, 95),
    {
      kind: "confidential",
      reporter: reporter(known("1011", "Chloe Bird"), "chloe.bird@example.org"),
    },
    {
      what: "Tom commented on a candidate’s page as if the City agreed with him.",
      platforms: ["Instagram"],
      subjects: [known("1003", "Tom Baker")],
      clauses: ["6.b"],
    },
  );
  await file(
    on(-2, 200),
    { kind: "anonymous", reporter: null },
    {
      what: "Somebody who runs the ice machine posts clips that make fun of visitors.",
      platforms: ["TikTok"],
      subjects: [{ words: "the man with the ice machine" }],
      recognizable: "He wears the City’s jacket.",
      pasted: "Look at this one, cannot even stand up",
    },
  );
  await file(
    on(-1, 30),
    {
      kind: "named",
      reporter: { ...nobody, name: "Alma Reyes", phone: "555-0142", reach: "After 5 p.m." },
      phonedInTo: known("1014", "Joanne Settee").personId,
    },
    {
      what: "A City truck driver threatened her under a post about the flood and wrote where she lives.",
      platforms: ["Facebook"],
      subjects: [],
      clauses: ["6.c"],
      isUrgent: true,
    },
  );
}

export type Who = { phonedInTo?: string } & (
  | { kind: "named" | "confidential"; reporter: Reporter }
  | { kind: "anonymous"; reporter: null }
);

const nobody: Reporter = { personId: null, name: "", email: "", phone: "", reach: "" };

/** Somebody of the directory as a reporter who gives their name. */
export const reporter = (person: { personId: string; name: string }, email: string): Reporter => ({
  ...nobody,
  ...person,
  email,
});

/** A report of the demo, as it is filed. */
export function filed({ phonedInTo, ...who }: Who, told: Told): FiledReport {
  const answers: Answers = {
    ...{ platforms: [], addresses: [], when: { kind: "unknown" }, subjects: [], clauses: [] },
    ...{ recognizable: "", witnesses: "", pasted: "", isUrgent: false, ...told },
  };
  const channel = phonedInTo
    ? ({ channel: "phone", enteredBy: phonedInTo } as const)
    : ({ channel: "portal", enteredBy: null } as const);
  return { formId: randomUUID(), code: newReceiptCode(), answers, ...who, ...channel };
}
