import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, seeOther } from "../auth/guard.ts";
import { listLateEvidence, takeInEvidence } from "../cases/late-evidence.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openWholeCase } from "../cases/open-whole-case.ts";
import { clockOf } from "../clock.ts";
import { kindOf } from "../evidence-files/kinds.ts";
import { refuseForm } from "../form.ts";
import { writeSize } from "../ui/evidence-list.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

/** What was added to the reports of a case since it was opened, to be taken in. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, params } = visit;
  const kase = await openWholeCase(viewer, portal, params.number ?? "");
  if (!kase) throw notFound();
  await noteCaseView(visit, kase, "file");
  const files = (await listLateEvidence(portal, kase)).map(
    ({ id, name, mediaType, size, addedOn, report }) => ({
      ...{ id, name, mediaType, size, addedOn, report },
    }),
  );
  return { clock: await clockOf(portal), number: kase.number, files };
});

export const action = forSignedIn(async ({ viewer, portal, params }) => {
  const number = params.number ?? "";
  const done = await takeInEvidence(viewer, portal, number);
  if (!done) throw notFound();
  if ("refused" in done) return data(refuseForm({}, { form: done.refused }), { status: 409 });
  return seeOther(`/cases/${number.toUpperCase()}?done=taken#evidence`);
});

export default function TakeIn() {
  const { clock, number, files } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Take in evidence of the reports"
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {files.length === 0 ? (
        <p className="govuk-body">The case holds every file of its reports.</p>
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">
            These were added to the reports since the case was opened. Taken in, they are evidence
            of the case: who added them and when stays as it is.
          </p>
          <ul className="govuk-list govuk-list--bullet">
            {files.map(({ id, name, mediaType, size, addedOn, report }) => (
              <li key={id}>
                {name}
                <span className="own-line quiet">
                  {kindOf(mediaType)?.title ?? "File"}, {writeSize(clock.locale, size)}, added to{" "}
                  {report} on <OnDay clock={clock} day={addedOn} />
                </span>
              </li>
            ))}
          </ul>
          <SendButton>Take them into the case</SendButton>
        </form>
      )}
    </Page>
  );
}
