import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther } from "../auth/guard.ts";
import { readStagedEvidence } from "../intake/evidence/staged-evidence.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { Page } from "../ui/page.tsx";

export const loader = forAnybodyAtAll(async ({ portal, request, url }) => {
  const found = await draftOf(portal, request);
  if (!found || isSent(found.body) || found.body.kind !== "anonymous") {
    throw seeOther("/report/name");
  }
  return {
    files: await readStagedEvidence(portal, found.key),
    next: url.searchParams.get("to") === "check" ? "/report/check" : "/report/what",
  };
});

export default function AnonymousNow() {
  const { files, next } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Your report is anonymous now"
      back={{ to: "/report/name", label: "Back to the question" }}
    >
      <p className="govuk-body-l">What you typed about yourself is removed.</p>
      <ul className="govuk-list govuk-list--bullet">
        <li>Your name and how to reach you, if you had given them, are gone.</li>
        <li>
          People you had chosen in the directory stand in the report as words: only who works here
          can search it.
        </li>
        <li>What you told stays. Read it again: it may still show who you are.</li>
      </ul>
      {files.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">Your files stay</h2>
          <ul className="govuk-list govuk-list--bullet">
            {files.map(({ id, name }) => (
              <li key={id} className="mono">
                {name}
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            Pictures and documents may carry the name of who made them, or show it: in a corner of
            the screen, in the name of the file, in what a camera or a program writes into it.{" "}
            <a className="govuk-link" href="/report/evidence">
              Look at the files, and remove what you do not want to send
            </a>
            .
          </p>
        </>
      ) : null}
      <a className="govuk-button" href={next}>
        Go on with the report
      </a>
    </Page>
  );
}
