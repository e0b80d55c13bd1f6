import { addressOf } from "../address.ts";
import type { Standing } from "../attestation/standing.ts";
import { attestationStates, stateWords } from "../attestation/state.ts";
import { BarChart } from "./chart.tsx";
import { StateTag } from "./state-tag.tsx";

/** How many assignments of a track are in each state: a plot, and its numbers as links to their people. */
export function StandingFigure({ track, title, counts }: Standing & { title: string }) {
  return (
    <section aria-labelledby={`standing-${track}`}>
      <h2 className="govuk-heading-m" id={`standing-${track}`}>
        {title}
      </h2>
      <div className="figure">
        <BarChart
          title={`Assignments of “${title}” by state, as in the table beside`}
          bars={attestationStates.map((state) => ({
            label: stateWords[state],
            value: counts[state] ?? 0,
            kind: state,
          }))}
        />
        <table className="govuk-table">
          <caption className="govuk-visually-hidden">Assignments of “{title}” by state</caption>
          <thead className="govuk-table__head">
            <tr className="govuk-table__row">
              <th scope="col" className="govuk-table__header">
                State
              </th>
              <th scope="col" className="govuk-table__header govuk-table__header--numeric">
                Assignments
              </th>
            </tr>
          </thead>
          <tbody className="govuk-table__body">
            {attestationStates.map((state) => (
              <tr key={state} className="govuk-table__row">
                <th scope="row" className="govuk-table__header">
                  <StateTag state={state} />
                </th>
                <td className="govuk-table__cell govuk-table__cell--numeric">
                  <a
                    className="govuk-link"
                    href={addressOf("/hr/attestations", { state, track })}
                    aria-label={`${counts[state] ?? 0} ${stateWords[state]}, ${title}`}
                  >
                    {counts[state] ?? 0}
                  </a>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
