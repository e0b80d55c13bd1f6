import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { readDraft } from "../content/draft.ts";
import { daysToComplete, readChoice, writeChoice } from "../content/publication-choice.ts";
import { usualDaysToComplete } from "../content/publish.ts";
import { readForm, refuseForm } from "../form.ts";
import { readDepartments } from "../people/directory.ts";
import { audienceFields, readAudience } from "../people/named-audience.ts";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { ErrorSummary, SendButton, TextAreaField, TextField } from "../ui/field.tsx";
import { NothingToPublish } from "../ui/nothing-to-publish.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal } = visit;
  const chosen = chosenOf(visit);
  const draft = await readDraft(viewer, portal);
  if (!draft || draft.same) return { nothing: true as const };
  if (chosen.kind !== "substantive" || !chosen.effectiveOn) throw seeOther("/hr/versions/publish");
  const { employmentTypes } = await portal.organization();
  return {
    nothing: false as const,
    back: `/hr/versions/publish?${writeChoice(chosen)}`,
    days: `${chosen.daysToComplete ?? usualDaysToComplete(draft.content)}`,
    audience: chosen.audience ?? {},
    departments: await readDepartments(viewer, portal),
    types: employmentTypes,
  };
});

const fields = z.object({ daysToComplete, ...audienceFields });

export const action = forRole("hr-training", async (visit) => {
  const chosen = chosenOf(visit);
  const form = await readForm(visit.request, fields);
  if ("refusal" in form) return data(form, { status: 400 });
  const { daysToComplete, ...typed } = form.value;
  const read = await readAudience(visit.viewer, visit.portal, typed);
  if ("errors" in read) {
    const again = { ...typed, daysToComplete: `${daysToComplete}` };
    return data(refuseForm(again, read.errors), { status: 400 });
  }
  const choice = writeChoice({ ...chosen, daysToComplete, audience: read.audience });
  return seeOther(`/hr/versions/publish/check?${choice}`);
});

export default function ChooseAudience() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  if (loaded.nothing) return <NothingToPublish />;
  const { back, days, audience, departments, types } = loaded;
  return (
    <Page
      title="Who acknowledges it, and by when"
      caption="Publish a version"
      back={{ to: back, label: "Kind and day" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <form method="post" noValidate>
        <TextField
          name="daysToComplete"
          label="How many days do people have?"
          hint="From the day the version is in force; for somebody who starts later, from their first day."
          width={5}
          inputMode="numeric"
          value={days}
          refusal={refusal}
        />
        <h2 className="govuk-heading-m">For whom?</h2>
        <p className="govuk-body">
          Everyone who works here, unless you narrow it down. Each part you fill in must hold.
          Whoever is left out keeps what they have, and may read the version all the same.
        </p>
        {departments.length > 0 ? (
          <CheckboxesField
            name="department"
            legend="Departments"
            hint="None ticked: all of them."
            options={departments.map((name) => ({ value: name, label: name }))}
            value={audience.departments ?? []}
            refusal={refusal}
          />
        ) : null}
        <CheckboxesField
          name="type"
          legend="Employment types"
          hint="None ticked: all of them."
          options={types.map(({ id, title }) => ({ value: id, label: title }))}
          value={audience.types ?? []}
          refusal={refusal}
        />
        <TextAreaField
          name="positions"
          rows={3}
          label="Positions"
          hint="One a line, as the directory has them. Empty: all of them."
          value={(audience.positions ?? []).join("\n")}
          refusal={refusal}
        />
        <TextField
          name="from"
          label="Who started on this day or later"
          kind="date"
          width={20}
          value={audience.startedFrom ?? ""}
          refusal={refusal}
        />
        <TextField
          name="until"
          label="Who started on this day or earlier"
          kind="date"
          width={20}
          value={audience.startedUntil ?? ""}
          refusal={refusal}
        />
        <SendButton>Continue</SendButton>
      </form>
    </Page>
  );
}

function chosenOf({ url }: Pick<Visit, "url">) {
  const read = readChoice(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  return read.chosen;
}
