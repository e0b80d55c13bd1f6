import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { isDay } from "../days.ts";
import { refuseForm } from "../form.ts";
import { importFields } from "../people/import/fields.ts";
import { readImports } from "../people/import/imports.ts";
import { maxFileBytes, receiveImport } from "../people/import/receive-import.ts";
import { stageWords } from "../people/import/stage.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { FileField } from "../ui/file-field.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment, OnDay } from "../ui/when.tsx";
import { readFormWithFile } from "../upload.ts";

const path = "/hr/people/import";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const typed = url.searchParams.get("before") ?? "";
  const before = /^[1-9]\d{0,8}$/.test(typed) ? Number(typed) : null;
  const list = await readImports(viewer, portal, { before });
  const { employmentTypes } = await portal.organization();
  return {
    clock: await clockOf(portal),
    form: randomUUID(),
    imports: list.imports,
    next: list.before === null ? null : `${path}?before=${list.before}`,
    previous: before ? path : null,
    types: employmentTypes.map(({ title }) => title),
    columns: Object.values(importFields).map(({ title, isNeeded, names }) => ({
      ...{ title, isNeeded, names },
    })),
  };
});

const fields = z.object({
  effectiveOn: z
    .string({ error: "Enter the day from which the file holds" })
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31"),
  form: z.guid("The form did not arrive whole. Open this page again"),
});

export const action = forRole("hr-training", async ({ viewer, portal, request }) => {
  const tooLarge =
    "This file is larger than 20 MB, so nothing was read. Save it with only the columns named below";
  const read = await readFormWithFile(request, fields, { maxBytes: maxFileBytes, tooLarge });
  if ("refusal" in read) return data(read, { status: 400 });
  const { effectiveOn, form: formId } = read.value;
  if (!read.upload) {
    return data(refuseForm({ effectiveOn }, { file: "Choose a CSV file" }), { status: 400 });
  }
  const upload = read.upload;
  const received = await receiveImport(viewer, portal, { upload, effectiveOn, formId });
  if ("refused" in received) {
    return data(refuseForm({ effectiveOn }, { file: received.refused }), { status: 400 });
  }
  return seeOther(`${path}/${received.number}`);
});

export default function ImportDirectory() {
  const { clock, form, imports, types, columns, ...pages } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Import the directory"
      back={{ to: "/hr/people", label: "People" }}
      failed={Boolean(refusal)}
      wide
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        Send a list of everybody who works here, as your own system keeps it. You see first what
        would change, person by person; nothing changes before you say so.
      </p>
      <form method="post" action={`${path}?index`} encType="multipart/form-data" noValidate>
        <input type="hidden" name="form" value={form} />
        <FileField
          label="The file"
          hint="CSV in UTF-8, at most 20 MB; cells parted by commas, semicolons or tabs."
          accept=".csv,text/csv"
          refusal={refusal}
        />
        <TextField
          name="effectiveOn"
          label="From which day does it hold?"
          hint="Transfers count from this day."
          kind="date"
          value={clock.today}
          refusal={refusal}
          width={20}
        />
        <SendButton>Read the file</SendButton>
      </form>
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">What the file may hold</span>
        </summary>
        <div className="govuk-details__text">
          <p className="govuk-body">
            One row for each person below a row of column names, in any order; other columns are
            left out. Your own names for a column can be added to the portal’s content.
          </p>
          <ul className="govuk-list govuk-list--bullet">
            {columns.map(({ title, isNeeded, names }) => (
              <li key={title}>
                {title}
                {isNeeded ? null : <span className="quiet"> (the column may be missing)</span>}
                <span className="quiet">; also read as this: {names.join(", ")}</span>
              </li>
            ))}
          </ul>
          <p className="govuk-body">
            <a className="govuk-link" href={`${path}/template.csv`}>
              Download a template: the headings alone (CSV)
            </a>
          </p>
          <p className="govuk-body">
            Days stand as year-month-day: {clock.today}. Employment types are {types.join(", ")}.
          </p>
        </div>
      </details>
      <h2 className="govuk-heading-m">Files so far</h2>
      {imports.length === 0 ? (
        <p className="govuk-body">No file was sent yet.</p>
      ) : (
        <Table
          caption={<span className="govuk-visually-hidden">Files so far</span>}
          columns={["File", "Sent", "Holds from", "State", "Changes"].map((title) => ({ title }))}
          rows={imports.map((one) => ({
            key: String(one.number),
            cells: [
              <a key="file" className="govuk-link" href={`${path}/${one.number}`}>
                {one.number}. {one.fileName}
              </a>,
              <span key="sent">
                <AtMoment clock={clock} at={one.receivedAt} /> by {one.receivedBy}
              </span>,
              <OnDay key="from" clock={clock} day={one.effectiveOn} />,
              <span key="stage">
                {stageWords[one.stage]}
                {one.decidedBy ? ` by ${one.decidedBy}` : null}
              </span>,
              one.counts && one.stage !== "discarded"
                ? [
                    `${one.counts.new} new`,
                    `${one.counts.changed} changed`,
                    `${one.counts.returning} back`,
                    `${one.counts.leaving ?? 0} leaving`,
                  ].join(", ")
                : one.stage === "faulty"
                  ? `${one.faults} faults`
                  : "None",
            ],
          }))}
        />
      )}
      <Paging previous={pages.previous} next={pages.next} />
    </Page>
  );
}
