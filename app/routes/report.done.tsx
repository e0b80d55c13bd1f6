import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { acknowledgementDay } from "../intake/acknowledgement-clock.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forAnybodyAtAll(async ({ portal }) => {
  const { settings } = await readReportWords(portal);
  const clock = await clockOf(portal);
  return {
    clock,
    by: await acknowledgementDay(portal, clock.today),
    days: settings.acknowledgeWithin,
  };
});

export default function Done() {
  const { clock, by, days } = useLoaderData<typeof loader>();
  return (
    <Page title="What happens next" back={{ to: "/report", label: "Reporting a violation" }}>
      <p className="govuk-body-l">
        Thank you. Your report was sent, and nothing of it is left in this browser.
      </p>
      <ol className="govuk-list govuk-list--number">
        <li>
          Somebody who handles reports reads it, and writes to you within{" "}
          {days === 1 ? "one working day" : `${days} working days`}: for a report of today, by{" "}
          <OnDay clock={clock} day={by} />. You find the answer with your receipt code.
        </li>
        <li>They may ask you something: look again now and then.</li>
        <li>
          What was reported is looked into before anything is decided, and whoever it is about is
          heard. You learn when it is concluded; what followed for a person stays between them and
          the City.
        </li>
      </ol>
      <a className="govuk-button" href="/report/follow-up">
        Look for an answer with the code
      </a>
      <p className="govuk-body">
        If you lose the code, nobody can find it again. Your report is read all the same, and you
        can{" "}
        <a className="govuk-link" href="/report">
          send another
        </a>{" "}
        that says it adds to this one.
      </p>
    </Page>
  );
}
