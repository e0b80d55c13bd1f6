import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forReportHandler, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readChosen, searchDirectory } from "../intake/directory-search.ts";
import { enterReport, newEntryForm } from "../intake/enter-report.ts";
import { keepReceipt } from "../intake/handed-receipt.ts";
import { readOfficeReport, readTyped, type Typed } from "../intake/office-form.ts";
import { refuseUnchosen } from "../intake/unchosen.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { OfficeReportFields } from "../ui/office-report-fields.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forReportHandler(async ({ viewer, portal }) => {
  const { reports } = await portal.organization();
  const { platforms = [], rules = [] } = reports ?? {};
  return { platforms, rules, form: newEntryForm(viewer, portal, randomUUID()) };
});

export const action = forReportHandler(async (visit) => {
  const { viewer, portal, request } = visit;
  const posted = await request.formData().catch(() => new FormData());
  const typed = await readTyped(posted);
  const showAgain = async (errors: Record<string, string>, status: number) =>
    data({ refusal: { typed, errors }, people: await readPeople(visit, typed) }, { status });
  if (typed.do !== "file") return showAgain({}, 200);
  const [{ today }, { reports }] = await Promise.all([clockOf(portal), portal.organization()]);
  const read = await readOfficeReport(posted, { today, rules: reports?.rules ?? [] });
  const unchosen = await refuseUnchosen(viewer, portal, typed);
  if ("refusal" in read) return showAgain({ ...read.refusal.errors, ...unchosen }, 400);
  if (Object.keys(unchosen).length > 0) return showAgain(unchosen, 400);
  const entered = await enterReport(viewer, portal, read.value);
  if ("refused" in entered) return showAgain({ [entered.at]: entered.refused }, 409);
  return seeOther("/reports/new/code", {
    "Set-Cookie": keepReceipt(viewer, portal, entered, "/reports"),
  });
});

export default function NewReport() {
  const offered = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.refusal;
  return (
    <Page
      title="Enter a report"
      caption="For somebody who phones, writes or comes by"
      back={{ to: "/reports", label: "Violation reports" }}
      failed={Object.keys(refusal?.errors ?? {}).length > 0}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        Write down what the reporter says, in their words. Afterwards you see a receipt code, once,
        to hand over to them. Files are added on the report’s page.
      </p>
      <p className="govuk-body">
        If the report is about you or somebody above you, or names one of you, it goes to another
        person, and you do not see it again.
      </p>
      <OfficeReportFields {...offered} people={answer?.people} refusal={refusal} />
    </Page>
  );
}

/** Whom the searches of the form find, and who was chosen before. */
async function readPeople({ viewer, portal }: Visit, typed: Typed) {
  const one = (name: string) => [typed[name] ?? ""].flat()[0] ?? "";
  const chosen = [typed.subjects ?? []].flat();
  const [reporters, reporter, subjects, before] = await Promise.all([
    searchDirectory(viewer, portal, one("reporterSearch")),
    readChosen(viewer, portal, [one("reporterPerson")].filter(Boolean)),
    searchDirectory(viewer, portal, one("subjectSearch")),
    readChosen(viewer, portal, chosen.slice(0, 50)),
  ]);
  return { reporters: together(reporter, reporters), subjects: together(before, subjects) };
}

function together<P extends { handle: string }>(first: P[], then: P[]): P[] {
  return [...first, ...then.filter(({ handle }) => !first.some((one) => one.handle === handle))];
}
