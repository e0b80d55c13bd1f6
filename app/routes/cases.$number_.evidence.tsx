import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { isYetToDeclare } from "../cases/capacity.ts";
import { readCaseInHand } from "../cases/case-route.ts";
import { listCaseEvidence, sourceForm } from "../cases/evidence-of-case.ts";
import { notTheirs } from "../cases/late-evidence.ts";
import { whyNoCaseAct } from "../cases/life.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { clockOf } from "../clock.ts";
import { receiveEvidence } from "../evidence-files/receive-evidence.ts";
import { refuseReceived } from "../evidence-files/refuse-received.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { EvidenceField } from "../ui/evidence-field.tsx";
import { EvidenceList } from "../ui/evidence-list.tsx";
import { ErrorSummary, SendButton, TextAreaField, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forSignedIn(async (visit) => {
  const { portal, url } = visit;
  const { kase, whyNot } = await openForEvidence(visit);
  await noteCaseView(visit, kase, "file");
  const added = url.searchParams.get("added") ?? "";
  return {
    ...{ clock: await clockOf(portal), number: kase.number, whyNot },
    files: await listCaseEvidence(portal, portal.db, kase),
    added: /^[1-9]\d?$/.test(added) ? Number(added) : 0,
  };
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request } = visit;
  const { kase, whyNot } = await openForEvidence(visit);
  if (whyNot) return data({ ...refuseForm({}, { form: whyNot }), added: 0 }, { status: 409 });
  const received = await receiveEvidence(portal, request, {
    ...{ holder: kase, by: viewer.personId },
    readSource: (fields) =>
      sourceForm.safeParse(fields).data ?? {
        refused: "was not kept. Choose it again, once it says where it comes from",
      },
  });
  const form = await readForm({ formData: async () => formOf(received.fields) }, sourceForm);
  const said = "refusal" in form ? form.refusal : refuseForm(form.value, {}).refusal;
  const files = refuseReceived(received);
  const refusal: FormRefusal = { ...said, errors: { ...said.errors, ...files?.errors } };
  if (Object.keys(refusal.errors).length > 0)
    return data({ refusal, added: received.arrived.length }, { status: 400 });
  return seeOther(`/cases/${kase.number}/evidence?added=${received.arrived.length}`);
});

const formOf = (fields: Record<string, string>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  return form;
};

/** The case for who may read it, and why they may not add to it; 404 where it is not there. */
async function openForEvidence(visit: Visit) {
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  if (!hand || isYetToDeclare(hand.capacity)) throw notFound();
  const { kase, capacity, standing } = hand;
  const isTheirs = capacity.handles || capacity.hasDeclared;
  return { kase, whyNot: isTheirs ? whyNoCaseAct(standing, { act: "noted" }) : notTheirs };
}

export default function CaseEvidence() {
  const { clock, number, whyNot, files, ...done } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const added = answer ? answer.added : done.added;
  const path = `/cases/${number}`;
  return (
    <Page
      title="Evidence"
      caption={`Case ${number}`}
      back={{ to: path, label: `Case ${number}` }}
      failed={Boolean(answer)}
      wide
    >
      <ErrorSummary refusal={answer?.refusal} />
      {added ? (
        <DoneBanner>{added === 1 ? "1 file was added" : `${added} files were added`}</DoneBanner>
      ) : null}
      <h2 className="govuk-heading-m">What there is</h2>
      {files.length === 0 ? (
        <p className="govuk-body">The case holds no file yet.</p>
      ) : (
        <EvidenceList path={`${path}/evidence`} clock={clock} files={files} />
      )}
      <section className="no-print">
        <h2 className="govuk-heading-m">Add evidence</h2>
        {whyNot ? (
          <p className="govuk-body">{whyNot}.</p>
        ) : (
          <>
            <p className="govuk-body">
              It is kept as it is, byte for byte: it cannot be changed or removed, and the ledger
              says that you added it. Whoever may read the case sees it; the respondent does not,
              unless you give it to them.
            </p>
            <form
              method="post"
              action={`${path}/evidence`}
              encType="multipart/form-data"
              noValidate
            >
              <TextField
                name="from"
                label="Where it comes from"
                hint="Who gave it to you, or where you took it from, and on which day. If you add several files, it is said of each. Do not name somebody who reports in confidence: the investigator reads this too."
                refusal={answer?.refusal}
              />
              <TextAreaField
                name="shows"
                label="What it shows (optional)"
                rows={3}
                refusal={answer?.refusal}
              />
              <EvidenceField refusal={answer?.refusal} />
              <SendButton>Add to the case</SendButton>
            </form>
          </>
        )}
      </section>
    </Page>
  );
}
