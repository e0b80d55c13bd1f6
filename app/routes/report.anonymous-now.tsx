import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll, seeOther, type UnseenVisit } from "../auth/guard.ts";
import { readStagedEvidence, removeStagedEvidence } from "../evidence-files/staged-evidence.ts";
import { draftOf, isSent } from "../intake/form/draft-report.ts";
import { addressOf } from "../intake/form/questions.ts";
import { toldSoFar } from "../intake/form/told-so-far.ts";
import { AnswersList } from "../ui/answers-list.tsx";
import { StagedFiles } from "../ui/evidence-fields.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { key, draft } = await anonymousDraft(visit);
  return {
    files: await readStagedEvidence(visit.portal, key),
    told: toldSoFar(draft),
    next: visit.url.searchParams.get("to") === "check" ? "/report/check" : "/report/what",
  };
});

/** Removes a file from the draft. */
export const action = forAnybodyAtAll(async (visit) => {
  const { portal, request, url } = visit;
  const { key } = await anonymousDraft(visit);
  const id = (await request.formData().catch(() => null))?.get("remove");
  if (typeof id === "string") await removeStagedEvidence(portal, key, id);
  return seeOther(`/report/anonymous-now${url.search}`);
});

async function anonymousDraft({ portal, request }: UnseenVisit) {
  const found = await draftOf(portal, request);
  if (!found || isSent(found.body) || found.body.kind !== "anonymous") {
    throw seeOther("/report/name");
  }
  return { key: found.key, draft: found.body };
}

export default function AnonymousNow() {
  const { files, told, next } = useLoaderData<typeof loader>();
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
      {told.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">What you told</h2>
          <AnswersList
            rows={told.map(({ question, name, text }) => ({
              name,
              answer: <span className="as-typed">{text}</span>,
              change: `${addressOf(question)}?to=check`,
            }))}
          />
        </>
      ) : null}
      {files.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">Your files stay</h2>
          <p className="govuk-body">
            Pictures and documents may carry the name of who made them, or show it: in a corner of
            the screen, in the name of the file, in what a camera or a program writes into it.
            Remove what you do not want to send.
          </p>
          <form method="post">
            <StagedFiles files={files} />
          </form>
        </>
      ) : null}
      <a className="govuk-button" href={next}>
        Go on with the report
      </a>
    </Page>
  );
}
