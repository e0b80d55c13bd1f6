import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { type FormRefusal, readForm, refuseForm, typedAgain } from "../form.ts";
import { addEmployee, addOutsider } from "../people/change-person.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { workChoices } from "../people/edited-person.ts";
import { inOrder, namesFields, numberField, workFields } from "../people/person-form.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { NamesFields, WorkFields } from "../ui/work-fields.tsx";

export const loader = forRole("hr-training", async (visit) => ({
  isOutside: visit.url.searchParams.get("who") === "outside",
  choices: await workChoices(visit),
  today: (await clockOf(visit.portal)).today,
}));

export const action = forRole("hr-training", async ({ viewer, portal, request, url }) => {
  if (url.searchParams.get("who") === "outside") {
    const read = await readForm(request, z.object(namesFields));
    if ("refusal" in read) return data(read, { status: 400 });
    return answer(read.value, await addOutsider(viewer, portal, read.value));
  }
  const fields = inOrder({ ...namesFields, number: numberField, ...workFields });
  const read = await readForm(request, fields);
  if ("refusal" in read) return data(read, { status: 400 });
  const { givenName, familyName, email, number, ...work } = read.value;
  const names = { givenName, familyName, email };
  return answer(read.value, await addEmployee(viewer, portal, { number, names, work }));
});

function answer(
  typed: Record<string, string | null>,
  done: Awaited<ReturnType<typeof addEmployee>>,
) {
  return "refused" in done
    ? data(refuseForm(typedAgain(typed), { [done.at]: done.refused }), { status: 409 })
    : seeOther(fileAfter("added", done.handle));
}

export default function NewPerson() {
  const { isOutside, choices, today } = useLoaderData<typeof loader>();
  const refusal: FormRefusal | null = useActionData<typeof action>()?.refusal ?? null;
  return (
    <Page
      title={isOutside ? "Add a person from outside" : "Add an employee"}
      back={{ to: "/hr/people", label: "People" }}
      failed={refusal !== null}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        {isOutside ? (
          <>
            Somebody who is not employed here, such as an auditor or an investigator.{" "}
            <a className="govuk-link" href="/hr/people/new">
              Add an employee instead
            </a>
          </>
        ) : (
          <>
            Somebody who comes back is in the directory already: look them up first.{" "}
            <a className="govuk-link" href="/hr/people/new?who=outside">
              Add a person from outside instead
            </a>
          </>
        )}
      </p>
      <form method="post" noValidate>
        {isOutside ? null : (
          <TextField
            name="number"
            label="Employee number"
            refusal={refusal}
            width={10}
            spellCheck={false}
          />
        )}
        <NamesFields refusal={refusal} />
        {isOutside ? null : <WorkFields {...{ choices, refusal }} values={{ fromOn: today }} />}
        <SendButton>Add the person</SendButton>
      </form>
    </Page>
  );
}
