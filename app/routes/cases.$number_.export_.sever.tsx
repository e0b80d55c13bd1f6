import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { addSeverances, takeBackSeverance } from "../cases/export/severances.ts";
import { openForExport, readSeveringPage } from "../cases/export/severing-page.ts";
import { readForm, refuseForm } from "../form.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { NamesLeft, SeverancesTable, SeveredTexts } from "../ui/severing.tsx";

const severForm = z.object({
  formId: z.uuidv4("Open this page again, and send the form from there"),
  /** A mark to take back; none: names are to be removed. */
  takeBack: z
    .string()
    .regex(/^\d{1,4}$/)
    .optional(),
  names: z.array(z.string().max(200)),
  ground: z.string().max(60).optional(),
});

export const loader = forSignedIn(async (visit) => {
  const number = (visit.params.number ?? "").toUpperCase();
  const hand = await openForExport(visit);
  if ("whyNot" in hand) return { number, whyNot: hand.whyNot, page: null, formId: "", done: false };
  const page = await readSeveringPage(visit, hand);
  const done = visit.url.searchParams.has("done");
  return { number, whyNot: null, page, formId: randomUUID(), done };
});

export const action = forSignedIn(async (visit) => {
  const { viewer, portal, request, url } = visit;
  const hand = await openForExport(visit);
  if ("whyNot" in hand) return data(refuseForm({}, { form: hand.whyNot }), { status: 403 });
  const form = await readForm(request, severForm);
  if ("refusal" in form) return data(form, { status: 400 });
  const { formId, takeBack, names, ground = "" } = form.value;
  const refuse = (errors: Record<string, string>, status = 400) =>
    data(refuseForm({ names, ground }, errors), { status });
  if (!takeBack) {
    const { grounds } = await readSeveringPage(visit, hand);
    if (names.length === 0) return refuse({ names: "Tick the names to remove" });
    if (!grounds.some(({ id }) => id === ground))
      return refuse({ ground: "Choose the ground on which they are removed" });
  }
  const done = takeBack
    ? await takeBackSeverance(viewer, portal, hand.kase, { formId, number: Number(takeBack) })
    : await addSeverances(
        viewer,
        portal,
        hand.kase,
        { formId },
        names.map((words) => ({ of: "words", words, ground })),
      );
  if ("refused" in done) return refuse({ form: done.refused }, 409);
  return seeOther(`${url.pathname}?done=1`);
});

export default function SeverCase() {
  const { number, whyNot, page, formId, done } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="What is removed from the severed copy"
      caption={number}
      back={{ to: `/cases/${number}/export`, label: "Export the case" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {done && !refusal ? <DoneBanner>It is kept with the case.</DoneBanner> : null}
      {whyNot || !page ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <>
          <p className="govuk-body">
            Words you mark are gone from every file of the severed copy, wherever they stand in it.
            The case itself does not change.
          </p>
          <ul className="govuk-list govuk-list--bullet">
            <li>
              <a className="govuk-link" href={`/cases/${number}/export/sever/parts`}>
                Files, reports and acts
              </a>
              {page.undecided > 0 ? `: ${page.undecided} to decide about` : ": all decided"}
            </li>
            <li>
              <a className="govuk-link" href="#names-still">
                Names that still stand
              </a>
              : {page.namesLeft.length}
            </li>
            <li>
              <a className="govuk-link" href="#texts">
                Every text, as it will read
              </a>
            </li>
          </ul>
          <SeverancesTable marks={page.marks} formId={formId} />
          <NamesLeft page={page} formId={formId} refusal={refusal} />
          <SeveredTexts number={number} texts={page.texts} />
        </>
      )}
    </Page>
  );
}
