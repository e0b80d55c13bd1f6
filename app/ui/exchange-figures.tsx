import type { Clock } from "../clock.ts";
import { nameQuarter, type Quarter, writeMonths } from "../exchanges/quarters.ts";
import type { TrendTable } from "../exchanges/trend-lines.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TrendFigure } from "./trend-figure.tsx";

type Counts = {
  quarter: Quarter;
  smallest: number;
  logged: number | null;
  asked: number | null;
  escalated: number | null;
};

/** What may be shown of exchanges: each quarter in all, then by platform, department and how it ended. */
export function ExchangeFigures({
  clock: { locale },
  settings: { smallest, departmentsFrom },
  quarters,
  tables: { platforms, departments, disengaged },
}: {
  clock: Clock;
  settings: { smallest: number; departmentsFrom: number };
  quarters: Counts[];
  tables: { platforms: TrendTable; departments: TrendTable; disengaged: TrendTable };
}) {
  const names = quarters.map(({ quarter }) => quarter);
  const split = { locale, quarters: names };
  const hasLogged = quarters.some(({ logged }) => logged !== null);
  if (!hasLogged && quarters.every(({ asked }) => asked === null)) {
    return (
      <p className="govuk-body-l">
        There is nothing to show yet: in none of the last {quarters.length} quarters were there{" "}
        {smallest} exchange reports or {smallest} requests for advice. Fewer are never shown, so
        that nobody can be worked out.
      </p>
    );
  }
  return (
    <>
      <QuarterCounts {...{ locale, quarters }} />
      {hasLogged ? (
        <div className="figures">
          <TrendFigure
            {...split}
            id="disengaged"
            title="Disengaged politely"
            table={disengaged}
            none="In no quarter can this be split up without telling of somebody."
          />
          <TrendFigure
            {...split}
            id="platforms"
            title="By platform"
            table={platforms}
            none="No platform has a number that can be shown."
          />
          <TrendFigure
            {...split}
            id="departments"
            title="By department"
            table={departments}
            none={`No department has a number that can be shown: only those where at least ${departmentsFrom} people work are looked at.`}
          />
        </div>
      ) : (
        <p className="govuk-body">
          In none of these quarters were there {smallest} exchange reports, so nothing is split up.
        </p>
      )}
      <KeptBack {...{ smallest, departmentsFrom }} />
    </>
  );
}

function QuarterCounts({ locale, quarters }: { locale: string; quarters: Counts[] }) {
  const most = Math.max(1, ...quarters.map(({ logged }) => logged ?? 0));
  const title = "Exchange reports, requests for advice, escalations";
  const few = (count: number | null, smallest: number) =>
    count === null ? (
      <span className="quiet">fewer than {smallest}</span>
    ) : (
      count.toLocaleString(locale)
    );
  return (
    <Figure id="quarters" title="By quarter">
      <FigureTable
        caption={title}
        of="Quarter"
        columns={["Logged", "Asked", "Escalated"]}
        rows={quarters.toReversed().map(({ quarter, smallest, logged, asked, escalated }) => ({
          key: quarter.from,
          name: (
            <>
              {nameQuarter(quarter)}
              <span className="figure-table__more">{writeMonths(locale, quarter)}</span>
            </>
          ),
          share: (logged ?? 0) / most,
          kind: "counted",
          cells: [
            few(logged, smallest),
            few(asked, smallest),
            escalated === null ? (
              <span key="escalated" className="quiet">
                kept back
              </span>
            ) : (
              escalated.toLocaleString(locale)
            ),
          ],
        }))}
      />
    </Figure>
  );
}

/** Says what is not shown, and why, so that nobody takes it for nothing. */
function KeptBack({ smallest, departmentsFrom }: { smallest: number; departmentsFrom: number }) {
  return (
    <section className="figure" aria-labelledby="kept-back">
      <h2 className="govuk-heading-m" id="kept-back">
        What is kept back
      </h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          Numbers below {smallest}, zero among them, and larger ones from which a small one could be
          worked out. “All kept back, together” is what they add up to.
        </li>
        <li>
          Departments where fewer than {departmentsFrom} people worked on the quarter’s last day.
        </li>
        <li>That all exchanges of a quarter are of one kind, and so were those of anybody.</li>
        <li>
          How many were escalated, where it is fewer than {smallest}, or leaves fewer of those
          logged.
        </li>
      </ul>
      <p className="govuk-body">
        An exchange report counts in the quarter it was logged in, and an escalation in its own, so
        the figures of a quarter that has ended never change.
      </p>
    </section>
  );
}
