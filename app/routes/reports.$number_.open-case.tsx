import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forReportHandler, notFound, seeOther } from "../auth/guard.ts";
import { openNewCase } from "../cases/open-new-case.ts";
import { readOpening } from "../cases/opening.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { OpeningWords } from "../ui/opening-words.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forReportHandler(async ({ viewer, portal, params }) => {
  const opening = await readOpening(viewer, portal, params.number ?? "");
  if (!opening) throw notFound();
  return { opening, formId: randomUUID() };
});

const openForm = z.object({
  formId: z.uuidv4("Open this page again, and send the form from there"),
});

export const action = forReportHandler(async ({ viewer, portal, request, params }) => {
  const number = params.number ?? "";
  // Before the form is looked at: to whom the report is not there, nothing is.
  if (!(await readOpening(viewer, portal, number))) throw notFound();
  const form = await readForm(request, openForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await openNewCase(viewer, portal, number, form.value);
  if (!done) throw notFound();
  if ("refused" in done) {
    return data(refuseForm(form.value, { form: done.refused }), { status: 409 });
  }
  return seeOther(`/cases/${done.number}?done=opened`);
});

export default function OpenCase() {
  const { opening, formId } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { report, whyNot } = opening;
  return (
    <Page
      title="Open a case"
      caption={report}
      back={{ to: `/reports/${report}`, label: report }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post" noValidate>
          <input
            type="hidden"
            name="formId"
            value={(refusal?.typed.formId as string | undefined) ?? formId}
          />
          <OpeningWords opening={opening} />
          <SendButton>Open the case</SendButton>
        </form>
      )}
    </Page>
  );
}
