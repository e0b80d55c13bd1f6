import type { Week } from "../dashboard/weeks.ts";
import { writeDay } from "../days.ts";
import { CountLink } from "./count-link.tsx";
import { Figure, type FigureOf } from "./figure.tsx";
import { StepLine } from "./step-line.tsx";
import { OnDay } from "./when.tsx";

/** As many of the latest weeks as a page has room for; the plot shows them all. */
const weeksShown = 8;

/** How the acknowledged grew since the publication. */
export function WeeksFigure({
  clock,
  filter,
  weeks,
  asked,
}: FigureOf & { weeks: Week[]; asked: number }) {
  const { locale } = clock;
  const [first, last] = [weeks[0], weeks.at(-1)];
  if (!first || !last) return null;
  const latest = weeks.slice(-weeksShown).toReversed();
  const acknowledged = { ...filter, state: "acknowledged" };
  return (
    <Figure id="over-time" title="Acknowledged over time">
      <div className="figure__pair">
        <StepLine
          title={`Acknowledged week by week, up to ${last.soFar} of ${asked} asked for`}
          steps={weeks.map(({ soFar }) => soFar)}
          most={Math.max(asked, last.soFar)}
          first={writeDay(locale, first.from)}
          last={writeDay(locale, last.until)}
          locale={locale}
        />
        <table className="govuk-table figure-table">
          <caption className="govuk-visually-hidden">Acknowledged week by week</caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              <th scope="col" className="govuk-table__header">
                Week from
              </th>
              <th scope="col" className="govuk-table__header govuk-table__header--numeric">
                That week
              </th>
              <th scope="col" className="govuk-table__header govuk-table__header--numeric">
                So far
              </th>
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {latest.map(({ from, until, count, soFar }) => (
              <tr key={from} className="govuk-table__row">
                <th scope="row" className="govuk-table__header">
                  <OnDay clock={clock} day={from} />
                </th>
                <td className="govuk-table__cell govuk-table__cell--numeric">
                  <CountLink
                    {...{ count, locale }}
                    of={`acknowledged in the week from ${writeDay(locale, from)}`}
                    filter={{ ...acknowledged, acknowledgedFrom: from, acknowledgedUntil: until }}
                  />
                </td>
                <td className="govuk-table__cell govuk-table__cell--numeric">
                  <CountLink
                    {...{ count: soFar, locale }}
                    of={`acknowledged until ${writeDay(locale, until)}`}
                    filter={{ ...acknowledged, acknowledgedUntil: until }}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Figure>
  );
}
