import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { citeClause } from "../content/cite-clause.ts";
import { addDays } from "../days.ts";
import { nameQuarter, runningQuarter } from "../exchanges/quarters.ts";
import { trendTables } from "../exchanges/trend-lines.ts";
import { readTrends } from "../exchanges/trends.ts";
import { ExchangeFigures } from "../ui/exchange-figures.tsx";
import { LessonsOfClause } from "../ui/lessons-of-clause.tsx";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal }) => {
  const [clock, { exchanges: settings, name }, version, trends] = await Promise.all([
    clockOf(portal),
    portal.organization(),
    portal.shelf.inForce(portal.now()),
    readTrends(viewer, portal),
  ]);
  const running = runningQuarter(clock.today);
  const clause = settings?.clause ?? null;
  const { policy, tracks = [] } = version?.content ?? {};
  return {
    clock,
    organization: name,
    settings: settings && {
      smallest: settings.smallestFigure,
      departmentsFrom: settings.departmentsFrom,
    },

    running: { name: nameQuarter(running), shownFrom: addDays(running.until, 2) },
    figures: trends && {
      quarters: trends.quarters.map(({ quarter, logged, asked, escalated, smallest }) => ({
        ...{ quarter, logged, asked, escalated, smallest },
      })),
      tables: trendTables(trends),
    },
    taught: clause && {
      clause,
      label: citeClause(policy?.clauses[clause]?.label ?? clause, clause),
      text: policy?.clauses[clause]?.text ?? "",
      lessons: tracks.flatMap(({ title: track, lessons }) =>
        lessons
          .filter(({ teaches }) => teaches.includes(clause))
          .map(({ slug, title }) => ({ slug, title, track })),
      ),
    },
  };
});

export default function Exchanges() {
  const { clock, organization, settings, running, figures, taught } =
    useLoaderData<typeof loader>();
  return (
    <Page title="Figures of exchanges" back={{ to: "/hr", label: "Human Resources" }} wide>
      <p className="print-title">
        {organization}: figures of exchanges, <OnDay clock={clock} day={clock.today} />
      </p>
      {settings && figures ? (
        <>
          <p className="govuk-body">
            What supervisors logged of exchanges that threatened to become antagonistic, in numbers
            of exchanges, never of people, and without their stories. Only quarters that have ended
            are counted: those of {running.name} stand here from{" "}
            <OnDay clock={clock} day={running.shownFrom} />.
          </p>
          <p className="govuk-body no-print">
            <a className="govuk-link" href="/hr/exchanges.csv">
              These figures as a spreadsheet (CSV)
            </a>
          </p>
          <ExchangeFigures clock={clock} settings={settings} {...figures} />
        </>
      ) : (
        <p className="govuk-body-l">
          There are no figures: the version of the policy in force says nothing of how exchanges are
          counted. The next one that is published can, in organization.yaml.
        </p>
      )}
      {taught ? <LessonsOfClause {...taught} /> : null}
    </Page>
  );
}
