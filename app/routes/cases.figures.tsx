import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { caseTables } from "../cases/case-figure-lines.ts";
import { readCaseFigures } from "../cases/case-figures.ts";
import { clockOf } from "../clock.ts";
import { addDays } from "../days.ts";
import { nameQuarter, runningQuarter } from "../exchanges/quarters.ts";
import { CaseFigures } from "../ui/case-figures.tsx";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-cases", async ({ viewer, portal }) => {
  const [clock, { name }, figures] = await Promise.all([
    clockOf(portal),
    portal.organization(),
    readCaseFigures(viewer, portal),
  ]);
  const running = runningQuarter(clock.today);
  return {
    ...{ clock, organization: name },
    running: { name: nameQuarter(running), shownFrom: addDays(running.until, 2) },
    figures: figures && {
      settings: figures.settings,
      quarters: figures.quarters.map(({ quarter, reports, decided, grieved, ended }) => ({
        ...{ quarter, reports, decided, grieved, ended },
      })),
      tables: caseTables(figures),
    },
  };
});

export default function Figures() {
  const { clock, organization, running, figures } = useLoaderData<typeof loader>();
  return (
    <Page title="Figures of reports and cases" back={{ to: "/cases", label: "All cases" }} wide>
      <p className="print-title">
        {organization}: figures of reports and cases, <OnDay clock={clock} day={clock.today} />
      </p>
      {figures ? (
        <>
          <p className="govuk-body">
            Reports that the policy was broken, and what came of them, in numbers and without names.
            Only quarters that have ended are counted: those of {running.name} stand here from{" "}
            <OnDay clock={clock} day={running.shownFrom} />.
          </p>
          <p className="govuk-body no-print">
            <a className="govuk-link" href="/cases/figures.csv">
              These figures as a spreadsheet (CSV)
            </a>
          </p>
          <CaseFigures clock={clock} {...figures} />
        </>
      ) : (
        <p className="govuk-body-l">
          There are no figures: the version of the policy in force says nothing of how cases are
          counted. The next one that is published can, in organization.yaml.
        </p>
      )}
    </Page>
  );
}
