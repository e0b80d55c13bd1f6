import type { FirstTry } from "../dashboard/first-tries.ts";
import { CountLink } from "./count-link.tsx";
import { Figure, type FigureOf, writeShare } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";

/** As many as are worth a look on paper; the others are behind a click. */
const triesShown = 8;

/** What people get wrong at the first try, most missed first. */
export function FirstTriesFigure({ clock, filter, tries }: FigureOf & { tries: FirstTry[] }) {
  const { locale } = clock;
  const answered = tries.filter((one) => one.answered > 0);
  const table = (caption: string, rows: FirstTry[]) => (
    <FigureTable
      caption={caption}
      of="Question"
      columns={["Missed by"]}
      rows={rows.map(({ scenario, ask, situation, lesson, missed, answered }) => {
        const whose = { ...filter, who: "everyone", scenario };
        return {
          key: scenario,
          name: (
            <>
              {ask}
              <span className="figure-table__more">
                {lesson.title}: {situation}
              </span>
            </>
          ),
          share: missed / Math.max(1, answered),
          percent: writeShare(missed, answered),
          kind: "overdue",
          cells: [
            <span key="of">
              <CountLink
                {...{ count: missed, locale, of: `missed “${ask}” at the first try` }}
                filter={{ ...whose, first: "wrong" }}
              />{" "}
              of{" "}
              <CountLink {...{ count: answered, locale, of: `answered “${ask}”` }} filter={whose} />
            </span>,
          ],
        };
      })}
    />
  );
  return (
    <Figure id="first-tries" title="What people get wrong at the first try">
      {answered.length === 0 ? (
        <p className="govuk-body">Nobody has answered a question yet.</p>
      ) : (
        <>
          <p className="govuk-body quiet">
            Of everybody who answered, also those who have left since.
          </p>
          {table("Questions missed most", answered.slice(0, triesShown))}
          {answered.length > triesShown ? (
            <details className="govuk-details no-print">
              <summary className="govuk-details__summary">
                <span className="govuk-details__summary-text">
                  The other {answered.length - triesShown} questions
                </span>
              </summary>
              {table("The other questions", answered.slice(triesShown))}
            </details>
          ) : null}
        </>
      )}
    </Figure>
  );
}
