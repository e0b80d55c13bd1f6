import type { ListedRule } from "../attestation/rule-list.ts";
import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import { Table } from "./table.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** A rule with its words put in. */
export type ShownRule = Omit<ListedRule, "kind" | "audience"> & {
  kind: string;
  audience: string[];
};

/** What a version in force asks of everyone of its audience. */
type PublishedRule = {
  policy: string;
  number: number;
  tracks: string[];
  audience: string[];
  daysToComplete: number;
  effectiveOn: Day;
  reaches: number;
};

/** What makes assignments today: the versions in force, and HR's rules. */
export function StandingRules({
  clock,
  published,
  rules,
}: {
  clock: Clock;
  published: PublishedRule[];
  rules: ShownRule[];
}) {
  if (published.length + rules.length === 0) {
    return <p className="govuk-body">No version is in force, and there is no rule.</p>;
  }
  return (
    <Table
      caption={<span className="govuk-visually-hidden">Rules in force</span>}
      columns={["Track", "For", "Time", "Since", "Reaches today", "End"].map((title) => ({
        title,
      }))}
      rows={[
        ...published.map(
          ({ policy, number, tracks, audience, daysToComplete, effectiveOn, reaches }) => ({
            key: `version ${policy}`,
            cells: [
              tracks.join(", "),
              <Lines key="for" lines={audience} />,
              `${daysToComplete} days`,
              <OnDay key="since" clock={clock} day={effectiveOn} />,
              people(reaches),
              `Until version ${number + 1} replaces it`,
            ],
          }),
        ),
        ...rules.map((rule) => ({
          key: String(rule.number),
          cells: [
            <Named key="rule" rule={rule} />,
            <Lines key="for" lines={rule.audience} />,
            <Time key="time" rule={rule} />,
            <OnDay key="since" clock={clock} day={rule.fromOn} />,
            `${people(rule.reaches)}; ${rule.open} open`,
            <a key="end" className="govuk-link" href={`/hr/assignments/${rule.number}/end`}>
              End<span className="govuk-visually-hidden"> the rule: {rule.track}</span>
            </a>,
          ],
        })),
      ]}
    />
  );
}

/** Rules that ended, the latest first. */
export function EndedRules({ clock, rules }: { clock: Clock; rules: ShownRule[] }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">Rules that have ended ({rules.length})</span>
      </summary>
      <Table
        caption={<span className="govuk-visually-hidden">Rules that have ended</span>}
        columns={["Track", "For", "Time", "Held from", "Ended"].map((title) => ({ title }))}
        rows={rules.map((rule) => ({
          key: String(rule.number),
          cells: [
            <Named key="rule" rule={rule} />,
            <Lines key="for" lines={rule.audience} />,
            <Time key="time" rule={rule} />,
            <OnDay key="from" clock={clock} day={rule.fromOn} />,
            <span key="ended">
              {rule.endedAt ? <AtMoment clock={clock} at={rule.endedAt} /> : null}
              {rule.endedBy ? `, by ${rule.endedBy}` : null}
            </span>,
          ],
        }))}
      />
    </details>
  );
}

function Named({ rule: { track, kind, madeBy } }: { rule: ShownRule }) {
  return (
    <>
      {track}
      <span className="own-line quiet">
        {kind}
        {madeBy ? `, made by ${madeBy}` : null}
      </span>
    </>
  );
}

function Time({ rule: { months, daysToComplete } }: { rule: ShownRule }) {
  return (
    <>
      {months ? `Every ${months} months, ` : null}
      {daysToComplete} days
    </>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <>
      {lines.map((line) => (
        <span key={line} className="own-line">
          {line}
        </span>
      ))}
    </>
  );
}

const people = (count: number) => (count === 1 ? "1 person" : `${count} people`);
