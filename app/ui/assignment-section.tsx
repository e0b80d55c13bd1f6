import type { ReactNode } from "react";
import type { AcknowledgementLine, AssignmentFile } from "../attestation/assignment-file.ts";
import { gradeWords, methodWords, ruleWords } from "../attestation/words.ts";
import type { Clock } from "../clock.ts";
import { paperRows } from "../paper/words.ts";
import { LessonRecords } from "./lesson-records.tsx";
import { StateTag } from "./state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** One assignment of a person: why, by when, what was learned, and how it was answered. */
export function AssignmentSection({
  clock,
  assignment,
}: {
  clock: Clock;
  assignment: AssignmentFile;
}) {
  const { track, policy, version, state, reason, rule, assignedBy, acknowledgement } = assignment;
  const title = `${track}: policy ${policy}, version ${version}`;
  return (
    <section className="filed" aria-label={title}>
      <h3 className="govuk-heading-s">
        {title} <StateTag state={state} />
      </h3>
      <SummaryList
        rows={[
          ["Why", reason],
          [
            "Assigned",
            <span key="assigned">
              <AtMoment clock={clock} at={assignment.assignedAt} />, {ruleWords[rule]}
              {assignedBy ? `, by ${assignedBy}` : null}
            </span>,
          ],
          ["Due", <OnDay key="due" clock={clock} day={assignment.dueOn} isNear />],
          ...(acknowledgement
            ? acknowledgementRows(clock, acknowledgement, assignment.versionDigest)
            : [["Acknowledged", "Not yet"] as [string, ReactNode]]),
        ]}
      />
      <LessonRecords clock={clock} lessons={assignment.lessons} />
    </section>
  );
}

function acknowledgementRows(
  clock: Clock,
  { reference, grade, method, typedName, directoryName, at, paper }: AcknowledgementLine,
  versionDigest: string,
): [string, ReactNode][] {
  return [
    [
      gradeWords[grade],
      <span key="at">
        {paper ? "recorded " : null}
        <AtMoment clock={clock} at={at} />, {methodWords(method)}
      </span>,
    ],
    ...(paper ? paperRows(clock, paper, grade === "refused") : []),
    [
      paper ? "Name as written" : "Name as typed",
      typedName === directoryName ? (
        `${typedName}, as in the directory`
      ) : (
        <span key="typed">
          {typedName}
          <br />
          <strong>differs from the directory, which had: {directoryName}</strong>
        </span>
      ),
    ],
    [
      "Receipt",
      <a key="receipt" className="govuk-link" href={`/receipts/${reference}`}>
        {reference}
      </a>,
    ],
    ...(paper?.scan
      ? [
          [
            "Scan",
            <a key="scan" className="govuk-link" href={`/receipts/${reference}/scan`}>
              Download
            </a>,
          ] as [string, ReactNode],
        ]
      : []),
    [
      "Version digest (SHA-256)",
      <span key="digest" className="mono">
        {versionDigest}
      </span>,
    ],
  ];
}
