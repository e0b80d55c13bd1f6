import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { Page } from "../ui/page.tsx";

export const loader = forAnybodyAtAll(async ({ portal, url }) => {
  const { settings } = await readReportWords(portal);
  const isFromCheck = url.searchParams.get("to") === "check";
  return {
    danger: settings.danger.split(/\n+/).filter(Boolean),
    next: isFromCheck ? "/report/check" : "/report/name",
  };
});

export default function CallFirst() {
  const { danger, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Call first" back={{ to: "/report/danger", label: "Back to the question" }}>
      <div className="card">
        {danger.map((words) => (
          <p key={words} className="govuk-body-l">
            {words}
          </p>
        ))}
        <p className="govuk-body">
          Nobody reads reports at every hour. Do not wait for an answer from this portal.
        </p>
      </div>
      <p className="govuk-body">
        When the danger is over, or somebody is on the way, go on. What you answered is kept.
      </p>
      <a className="govuk-button" href={next}>
        Go on with the report
      </a>
    </Page>
  );
}
