import type { NewRule } from "../attestation/make-rule.ts";
import type { Clock } from "../clock.ts";
import type { Reached } from "../people/reached.ts";
import { SendButton } from "./field.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** A rule before it is made: what it says, whom it reaches today, and the button that makes it. */
export function RulePreview({
  clock,
  path,
  form,
  kind,
  rule: { track, months, daysToComplete, fromOn },
  audience,
  reached: { count, first },
  fields,
  edit,
}: {
  clock: Clock;
  path: string;
  form: string;
  kind: { title: string; does: string };
  rule: Omit<NewRule, "formId">;
  audience: string[];
  reached: Reached;
  fields: [string, string][];
  edit: string;
}) {
  return (
    <>
      <SummaryList
        rows={[
          ["Rule", `${kind.title}. ${kind.does}`],
          ["Track", track],
          ...(months ? [["Again after", `${months} months`] as [string, string]] : []),
          ["Days to complete", String(daysToComplete)],
          ["Holds from", <OnDay key="from" clock={clock} day={fromOn} isNear />],
          [
            "For",
            <span key="for">
              {audience.map((part) => (
                <span key={part} className="own-line">
                  {part}
                </span>
              ))}
            </span>,
          ],
        ]}
      />
      <h2 className="govuk-heading-m">
        {count === 1 ? "It reaches 1 person today" : `It reaches ${count} people today`}
      </h2>
      {count === 0 ? (
        <p className="govuk-body">
          Nobody works in what you ticked at present. The rule waits for who will.
        </p>
      ) : null}
      <ul className="govuk-list">
        {first.map(({ handle, givenName, familyName, position }) => (
          <li key={handle}>
            <a className="govuk-link" href={`/hr/people/${encodeURIComponent(handle)}`}>
              {familyName}, {givenName}
            </a>{" "}
            <span className="quiet">{position}</span>
          </li>
        ))}
        {count > first.length ? <li>and {count - first.length} more</li> : null}
      </ul>
      <p className="govuk-body">
        Who has the track open, or answered it where the rule asks once, gets no second. A rule is
        ended, never changed.
      </p>
      <form method="post" action={path}>
        <input type="hidden" name="form" value={form} />
        {fields.map(([name, value]) => (
          <input key={`${name} ${value}`} type="hidden" name={name} value={value} />
        ))}
        <div className="govuk-button-group">
          <SendButton>Make the rule</SendButton>
          <a className="govuk-link" href={edit}>
            Change it
          </a>
        </div>
      </form>
    </>
  );
}
