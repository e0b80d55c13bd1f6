import type { Clock } from "../clock.ts";
import type { ActLine } from "../intake/report-act.ts";
import type { ReportPage } from "../intake/report-page.ts";
import { AtMoment, OnDay } from "./when.tsx";

const actWords: Record<ActLine["act"], string> = {
  opened: "Opened",
  acknowledged: "Acknowledged personally",
  joined: "Joined with",
  parted: "Parted from",
  "stepped-aside": "Given up",
};

/** What was done with a report, the first first. */
export function ReportHistory({ page }: { page: ReportPage }) {
  const { clock, filedOn, filedAt, enteredBy, acts } = page;
  return (
    <>
      <h2 className="govuk-heading-m govuk-!-margin-top-6">What happened with it</h2>
      <ol className="govuk-list govuk-list--number">
        <li>
          Filed{enteredBy ? `, entered by ${enteredBy}` : null},{" "}
          {filedAt ? (
            <AtMoment clock={clock} at={filedAt} />
          ) : (
            <OnDay clock={clock} day={filedOn} />
          )}
        </li>
        {acts.map((line) => (
          <li key={`${line.at.toISOString()} ${line.act} ${line.by}`}>
            <Line clock={clock} line={line} />
          </li>
        ))}
      </ol>
    </>
  );
}

function Line({ clock, line: { act, by, at, other, reason } }: { clock: Clock; line: ActLine }) {
  return (
    <>
      {actWords[act]}
      {other ? ` ${other}` : null} by {by}, <AtMoment clock={clock} at={at} />
      {reason ? <span className="own-line written">Because: {reason}</span> : null}
    </>
  );
}
