import { sayMeasure } from "../cases/decision-words.ts";
import type { EarlierDiscipline } from "../cases/earlier-discipline.ts";
import type { Clock } from "../clock.ts";
import { OnDay } from "./when.tsx";

/** Earlier discipline of somebody that is still active; what has expired is not there. */
export function EarlierDisciplineList({
  clock,
  earlier,
}: {
  clock: Clock;
  earlier: EarlierDiscipline[];
}) {
  if (earlier.length === 0) return <p className="govuk-body">None that is still active.</p>;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {earlier.map((one) => (
        <li key={`${one.issuedOn} ${one.measure} ${one.found?.number}`}>
          {sayMeasure(one)}, issued on <OnDay clock={clock} day={one.issuedOn} />
          {one.found ? (
            <>
              {" "}
              for clause {one.found.clauses.join(", ")}, case{" "}
              <a className="govuk-link report-number" href={`/cases/${one.found.number}`}>
                {one.found.number}
              </a>
            </>
          ) : null}
          <span className="own-line quiet">
            {one.sunsetOn ? (
              <>
                Counts until <OnDay clock={clock} day={one.sunsetOn} />
              </>
            ) : (
              "It does not end"
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
