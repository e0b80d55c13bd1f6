import type { ReactNode } from "react";
import type { TeamAssignment } from "../attestation/team-person.ts";
import { gradeWords, ruleWords } from "../attestation/words.ts";
import type { Clock } from "../clock.ts";
import { StateTag } from "./state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** One assignment of a person as their supervisor may see it. */
export function TeamAssignmentSection({
  clock,
  assignment,
}: {
  clock: Clock;
  assignment: TeamAssignment;
}) {
  const { track, policy, version, rule, dueOn, state, lessons, acknowledgement } = assignment;
  const title = `${track}: policy ${policy}, version ${version}`;
  const done = lessons.filter(({ isDone }) => isDone);
  return (
    <section className="filed" aria-label={title}>
      <h3 className="govuk-heading-s">
        {title} <StateTag state={state} />
      </h3>
      <SummaryList
        rows={[
          ["Assigned", ruleWords[rule]],
          ["Due", <OnDay key="due" clock={clock} day={dueOn} isNear={!acknowledgement} />],
          [
            "Lessons done in the portal",
            <span key="lessons">
              {done.length} of {lessons.length}
              {done.length > 0 ? `: ${done.map((lesson) => lesson.title).join("; ")}` : null}
            </span>,
          ],
          ...(acknowledgement ? settledRows(clock, acknowledgement) : []),
        ]}
      />
    </section>
  );
}

function settledRows(
  clock: Clock,
  { reference, grade, at, signedOn }: NonNullable<TeamAssignment["acknowledgement"]>,
): [string, ReactNode][] {
  return [
    [
      gradeWords[grade],
      signedOn ? (
        <span key="at">
          <OnDay clock={clock} day={signedOn} />, recorded <AtMoment clock={clock} at={at} />
        </span>
      ) : (
        <AtMoment key="at" clock={clock} at={at} />
      ),
    ],
    ["Receipt", reference],
  ];
}
