import type { CaseTables } from "../cases/case-figure-lines.ts";
import type { Clock } from "../clock.ts";
import { nameQuarter, type Quarter, writeMonths } from "../exchanges/quarters.ts";
import { Figure } from "./figure.tsx";
import { FigureTable } from "./figure-table.tsx";
import { TrendFigure } from "./trend-figure.tsx";

type Counts = {
  quarter: Quarter;
  reports: number | null;
  decided: number | null;
  grieved: number | null;
  ended: number | null;
};

/** What may be shown of reports and cases: each quarter in all, then by clause, department, outcome and stage. */
export function CaseFigures({
  clock: { locale },
  settings: { smallest, departmentsFrom },
  quarters,
  tables,
}: {
  clock: Clock;
  settings: { smallest: number; departmentsFrom: number };
  quarters: Counts[];
  tables: CaseTables;
}) {
  const split = { locale, quarters: quarters.map(({ quarter }) => quarter) };
  if (quarters.every(({ reports }) => reports === null)) {
    return (
      <p className="govuk-body-l">
        There is nothing to show yet: in none of the last {quarters.length} quarters were there
        violation reports about {smallest} different people of the directory. Of fewer nothing is
        ever shown, so that nobody can be worked out.
      </p>
    );
  }
  const isDecided = quarters.some(({ decided }) => decided !== null);
  const noClause = "No clause has a number that can be shown.";
  const noDepartment = `No department has a number that can be shown: only those where at least ${departmentsFrom} people work are looked at.`;
  return (
    <>
      <QuarterCounts {...{ locale, quarters }} />
      <div className="figures">
        <TrendFigure
          {...{ ...split, id: "report-clauses", title: "Reports by clause" }}
          table={tables.reportClauses}
          none={noClause}
        />
        <TrendFigure
          {...{ ...split, id: "report-departments", title: "Reports by department" }}
          table={tables.reportDepartments}
          none={noDepartment}
        />
        {isDecided ? (
          <>
            <TrendFigure
              {...{ ...split, id: "outcomes", title: "Allegations by outcome" }}
              table={tables.outcomes}
              none="In no quarter can this be split up without telling of somebody."
            />
            <TrendFigure
              {...{ ...split, id: "clauses", title: "Allegations decided, by clause" }}
              table={tables.clauses}
              none={noClause}
            />
            <TrendFigure
              {...{ ...split, id: "departments", title: "Allegations decided, by department" }}
              table={tables.departments}
              none={noDepartment}
            />
            <TrendFigure
              {...{ ...split, id: "grievances", title: "Grievances by outcome" }}
              table={tables.grievanceOutcomes}
              none="In no quarter were there enough grievances to show how they ended."
            />
          </>
        ) : null}
        <TrendFigure
          {...{ ...split, id: "stages", title: "Days in each stage" }}
          table={tables.stages}
          none="In no quarter did enough cases leave a stage."
        />
      </div>
      <KeptBack {...{ smallest, departmentsFrom }} />
    </>
  );
}

function QuarterCounts({ locale, quarters }: { locale: string; quarters: Counts[] }) {
  const most = Math.max(1, ...quarters.map(({ reports }) => reports ?? 0));
  const write = (count: number | null) =>
    count === null ? <span className="quiet">kept back</span> : count.toLocaleString(locale);
  return (
    <Figure id="quarters" title="By quarter">
      <FigureTable
        caption="Reports filed, allegations decided, grievances"
        of="Quarter"
        columns={["Reports", "Decided", "Grieved", "Ended"]}
        rows={quarters.toReversed().map(({ quarter, reports, decided, grieved, ended }) => ({
          key: quarter.from,
          name: (
            <>
              {nameQuarter(quarter)}
              <span className="figure-table__more">{writeMonths(locale, quarter)}</span>
            </>
          ),
          share: (reports ?? 0) / most,
          kind: "counted",
          cells: [write(reports), write(decided), write(grieved), write(ended)],
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
        What is counted, and what is kept back
      </h2>
      <p className="govuk-body">
        A report counts in the quarter it was filed in, and a grievance when it begins and when it
        ends. An allegation counts when its finding was reviewed, and again where a later finding
        took its place. So the figures of a quarter that has ended never change. Days in a stage are
        calendar days, those of a paused clock among them: half of the cases that left the stage in
        the quarter took no longer. A case counts once there, the last time it left the stage.
      </p>
      <p className="govuk-body">
        Each number is about at least {smallest} different people: respondents, or whom of the
        directory a report names. A report that names nobody of the directory counts, but for
        nobody, since two such reports may be about the same person.
      </p>
      <p className="govuk-body">Not shown are:</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          numbers below {smallest}, zero among them, those about fewer than {smallest} people,
          however large, and larger ones from which one of these could be worked out: “All kept
          back, together” is what they add up to;
        </li>
        <li>
          departments where fewer than {departmentsFrom} people worked on the quarter’s last day,
          and reports about nobody in the directory or about people of several departments;
        </li>
        <li>
          allegations and days of a quarter whose reports are kept back; grievances of one where it
          is not shown how many allegations were substantiated, or where those left would be about
          fewer than {smallest} others;
        </li>
        <li>that everything of a quarter is of one kind, since then so was anybody’s.</li>
      </ul>
      <p className="govuk-body">
        Everybody who may open this page reads the same figures: they count every case, whoever has
        no part in it.
      </p>
    </section>
  );
}
