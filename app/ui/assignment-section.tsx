import type { ReactNode } from "react";
import type {
  AcknowledgementLine,
  AssignmentFile,
  EndingLine,
  MoveLine,
} from "../attestation/assignment-file.ts";
import {
  asToldToThem,
  endingWords,
  gradeWords,
  methodWords,
  ruleWords,
} from "../attestation/words.ts";
import type { Clock } from "../clock.ts";
import { paperRows } from "../paper/words.ts";
import { LessonRecords } from "./lesson-records.tsx";
import { StateTag } from "./state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, momentWords, OnDay } from "./when.tsx";

/** One assignment of a person: why, by when, what was learned, and how it was answered. */
export function AssignmentSection({
  clock,
  assignment,
  path,
}: {
  clock: Clock;
  assignment: AssignmentFile;
  /** Of the person's file; null where the reader may not act on it: their own. */
  path: string | null;
}) {
  const { track, policy, version, state, reason, rule, assignedBy, acknowledgement, ending } =
    assignment;
  const title = `${track}: policy ${policy}, version ${version}`;
  return (
    <section className="filed" aria-label={title}>
      <h3 className="govuk-heading-s">
        {title} <StateTag state={state} />
      </h3>
      <SummaryList
        rows={[
          ["Why", asToldToThem(reason)],
          [
            "Assigned",
            <span key="assigned">
              <AtMoment clock={clock} at={assignment.assignedAt} />, {ruleWords[rule]}
              {assignedBy ? `, by ${assignedBy}` : null}
            </span>,
          ],
          ...(assignment.filedReason
            ? [["Reason for the file", assignment.filedReason] as [string, ReactNode]]
            : []),
          ["Due", <DueDay key="due" {...{ clock, assignment }} />],
          ...(ending ? [endingRow(clock, ending)] : []),
          ...(acknowledgement
            ? acknowledgementRows(clock, acknowledgement, assignment.versionDigest)
            : [["Acknowledged", ending ? "No" : "Not yet"] as [string, ReactNode]]),
        ]}
      />
      {path && !ending && !acknowledgement ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`${path}/due-day/${assignment.trackId}`}>
            Move the due day<span className="govuk-visually-hidden">: {title}</span>
          </a>{" "}
          or{" "}
          <a className="govuk-link" href={`${path}/end-assignment/${assignment.trackId}`}>
            end this assignment<span className="govuk-visually-hidden">: {title}</span>
          </a>
        </p>
      ) : null}
      {acknowledgement?.paper && acknowledgement.paper.lessons !== "portal" ? null : (
        <LessonRecords clock={clock} lessons={assignment.lessons} />
      )}
    </section>
  );
}

function DueDay({
  clock,
  assignment: { dueOn, moves, ending, acknowledgement },
}: {
  clock: Clock;
  assignment: AssignmentFile;
}) {
  return (
    <>
      <OnDay clock={clock} day={dueOn} isNear={!ending && !acknowledgement} />
      {moves.map((move) => (
        <Moved key={`${move.at.toISOString()} ${move.toOn}`} {...{ clock, move }} />
      ))}
    </>
  );
}

function Moved({ clock, move: { fromOn, toOn, words, at, by } }: { clock: Clock; move: MoveLine }) {
  return (
    <>
      <br />
      <span className="quiet">
        Moved from <OnDay clock={clock} day={fromOn} /> to <OnDay clock={clock} day={toOn} /> on{" "}
        <AtMoment clock={clock} at={at} dayOnly />
        {by ? ` by ${by}` : null}: {words}
      </span>
    </>
  );
}

function endingRow(clock: Clock, { why, words, at, by }: EndingLine): [string, ReactNode] {
  return [
    "Ended",
    <span key="ended">
      <AtMoment clock={clock} at={at} />, {endingWords[why]}
      {by ? ` by ${by}` : null}: {words}
    </span>,
  ];
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
        <AtMoment clock={clock} at={at} />, {methodWords(method, momentWords(clock))}
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
