import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, notFound, seeOther } from "../auth/guard.ts";
import { addSeverances, type Severance } from "../cases/export/severances.ts";
import {
  openForExport,
  type PartLine,
  readSeveringPage,
  type SeveringPage,
} from "../cases/export/severing-page.ts";
import { readForm, refuseForm } from "../form.ts";
import { ErrorSummary, SelectField, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

const included = "included";

export const loader = forSignedIn(async (visit) => {
  const hand = await openForExport(visit);
  if ("whyNot" in hand) throw notFound();
  const { number, parts, acts, grounds } = await readSeveringPage(visit, hand);
  return { number, parts, acts, grounds, formId: randomUUID() };
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request } = visit;
  const hand = await openForExport(visit);
  if ("whyNot" in hand) throw notFound();
  const page = await readSeveringPage(visit, hand);
  const form = await readForm(request, partsForm(page));
  if ("refusal" in form) return data(form, { status: 400 });
  const { formId, ...chosen } = form.value as { formId: string; [part: string]: string };
  const changed = [...page.parts, ...page.acts].flatMap(({ part, ground }): Severance[] => {
    const now = chosen[part] === included || !chosen[part] ? null : chosen[part];
    const isSame = now === ground || (now === null && ground === undefined && isAct(part));
    return isSame ? [] : [{ of: "part", part, ground: now }];
  });
  const done = await addSeverances(viewer, portal, hand.kase, { formId }, changed);
  if ("refused" in done) return data(refuseForm(chosen, { form: done.refused }), { status: 409 });
  return seeOther(`/cases/${hand.kase.number}/export/sever?done=1`);
});

const isFile = (part: string) => part.startsWith("evidence:");
const isAct = (part: string) => part.startsWith("act:");

/** Of each file and report a choice; of an act one where it is to be left out. */
function partsForm({ parts, acts, grounds }: SeveringPage) {
  const choose = "Choose whether it is included, or on what ground it is left out";
  const ids: [string, ...string[]] = [included, ...grounds.map(({ id }) => id)];
  return z.object({
    formId: z.uuidv4("Open this page again, and send the form from there"),
    ...Object.fromEntries(parts.map(({ part }) => [part, z.enum(ids, choose)])),
    ...Object.fromEntries(acts.map(({ part }) => [part, z.enum(ids, choose).optional()])),
  });
}

export default function SeverParts() {
  const { number, parts, acts, grounds, formId } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const field = ({ part, label, ground }: PartLine) => (
    <SelectField
      key={part}
      name={part}
      label={label}
      hint={isFile(part) ? <FileLink number={number} part={part} label={label} /> : undefined}
      value={ground === null || (ground === undefined && isAct(part)) ? included : (ground ?? "")}
      options={[
        ...(ground === undefined && !isAct(part) ? [{ value: "", label: "Choose" }] : []),
        { value: included, label: "Include it" },
        ...grounds.map(({ id, title }) => ({ value: id, label: `Leave it out: ${title}` })),
      ]}
      refusal={refusal as never}
    />
  );
  return (
    <Page
      title="Files, reports and acts in the severed copy"
      caption={number}
      back={{ to: `/cases/${number}/export/sever`, label: "What is removed" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal as never} />
      <p className="govuk-body">
        The portal takes marked words out of texts and out of names of files. It does not look
        inside files: open each one before you include it.
      </p>
      <form method="post" noValidate>
        <input type="hidden" name="formId" value={formId} />
        <h2 className="govuk-heading-m">Reports and files</h2>
        {parts.length === 0 ? <p className="govuk-body">There are none.</p> : parts.map(field)}
        <details className="govuk-details" open={acts.some(({ ground }) => ground)}>
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">Leave out whole acts</span>
          </summary>
          <div className="govuk-details__text">
            <p className="govuk-body">
              For acts that are about somebody else altogether. What belongs to an act goes with it:
              its letter, its allegation, finding or discipline, and its ledger record.
            </p>
            {acts.map(field)}
          </div>
        </details>
        <SendButton>Keep these choices</SendButton>
      </form>
    </Page>
  );
}

/** The way to the file, to look into it first. */
function FileLink({ number, part, label }: { number: string; part: string; label: string }) {
  return (
    <a className="govuk-link" href={`/cases/${number}/evidence/${part.slice("evidence:".length)}`}>
      Save it, to look into it<span className="govuk-visually-hidden">: {label}</span>
    </a>
  );
}
