import type { Clock } from "../clock.ts";
import type { Completion } from "../dashboard/completion.ts";
import type { FirstTry } from "../dashboard/first-tries.ts";
import { askedOf, type StateCounts } from "../dashboard/state-counts.ts";
import { CompletionFigure } from "./completion-figure.tsx";
import { writeShare } from "./figure.tsx";
import { FirstTriesFigure } from "./first-tries-figure.tsx";
import { OverdueFigure } from "./overdue-figure.tsx";
import { StatesFigure } from "./states-figure.tsx";
import { WeeksFigure } from "./weeks-figure.tsx";
import { OnDay } from "./when.tsx";

/** The one number of a track of a version, in words. */
export function DashboardLead({
  clock,
  title,
  states,
}: {
  clock: Clock;
  title: string;
  states: StateCounts;
}) {
  const asked = askedOf(states);
  const acknowledged = states.acknowledged ?? 0;
  return (
    <>
      <h2 className="govuk-heading-m dashboard__title">{title}</h2>
      <p className="govuk-body-l">
        <strong className="dashboard__number">
          {acknowledged.toLocaleString(clock.locale)} of {asked.toLocaleString(clock.locale)}
        </strong>{" "}
        have acknowledged it ({writeShare(acknowledged, asked)}), as of{" "}
        <OnDay clock={clock} day={clock.today} />.
      </p>
    </>
  );
}

/** What the figures are a share of, in words. */
export function WhatIsCounted() {
  return (
    <p className="govuk-body quiet">
      Counted are people who work here today or start later. The share is of those who are asked
      now: assigned, learning, overdue, acknowledged or refused. Who is exempt or on leave is not
      asked, and who refused has not acknowledged. “Ended” counts everybody, and stands in its own
      line only.
    </p>
  );
}

/** The figures of one track of one version. */
export function DashboardFigures({
  clock,
  filter,
  states,
  departments,
  types,
  weeks,
  overdue,
  firstTries,
}: Omit<Completion, "types"> & {
  clock: Clock;
  filter: { version: string; track: string };
  types: { type: string; title: string; states: StateCounts }[];
  firstTries: FirstTry[];
}) {
  const of = { clock, filter };
  const asked = askedOf(states);
  return (
    <>
      <div className="figures">
        <StatesFigure {...of} states={states} />
        <OverdueFigure {...of} overdue={overdue} />
      </div>
      <div className="figures">
        <CompletionFigure
          {...of}
          id="by-department"
          title="By department"
          of="Department"
          groups={departments.map(({ department, states }) => ({
            ...{ name: department, states, filter: { department } },
          }))}
        />
        <CompletionFigure
          {...of}
          id="by-type"
          title="By employment type"
          of="Employment type"
          groups={types.map(({ type, title, states }) => ({
            name: title,
            states,
            filter: { type },
          }))}
        />
      </div>
      <WeeksFigure {...of} weeks={weeks} asked={asked} />
      <FirstTriesFigure {...of} tries={firstTries} />
    </>
  );
}
