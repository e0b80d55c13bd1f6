import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import type { CaseInHand } from "../cases/act-on-case.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { clockOf } from "../clock.ts";
import { writeDay } from "../days.ts";
import { told } from "../intake/form/told.ts";
import { dayLater, seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "excepted", async (hand) => ({
    clock: await clockOf(visit.portal),
    about: aboutOf(visit.url) ?? null,
    people: hand.file.respondents,
    findings: unreviewed(hand).map(({ number, respondentId }) => ({
      number,
      on: hand.standing.actOf(number)?.on ?? hand.today,
      name: hand.file.respondents.find(({ id }) => id === respondentId)?.name ?? "",
    })),
  })),
);

export const action = forSignedIn(async (visit) => {
  const { today } = await clockOf(visit.portal);
  const exceptForm = z.object({
    ...seenFields,
    choice: z.enum(["notice", "response", "representation", "review"], "Choose from which step"),
    person: z.string().default(""),
    finding: z.string().default(""),
    dueOn: dayLater(today),
    words: told(20_000, "Write why this step cannot be taken, and why it is fair without it"),
  });
  return sendCaseAct(visit, exceptForm, ({ choice, person, finding, dueOn, words }, hand) => {
    const day = dueOn === null ? {} : { dueOn };
    if (choice === "review") {
      const found = unreviewed(hand).find(({ number }) => String(number) === finding);
      if (!found)
        return { refused: "Choose a finding that waits for its review", field: "finding" };
      const { number: about, respondentId: personId } = found;
      return [{ act: "excepted", choice, about, personId, ...day, said: { words } }];
    }
    const respondent = hand.file.respondents.find(({ handle }) => handle === person);
    if (!respondent) return { refused: "Choose the respondent it is about", field: "person" };
    if (choice === "notice" && dueOn === null) {
      return { refused: "Enter the day on which it is looked at again", field: "dueOn" };
    }
    return [{ act: "excepted", choice, personId: respondent.id, ...day, said: { words } }];
  });
});

/** Findings that still wait for a second person's review. */
const unreviewed = ({ standing }: CaseInHand) =>
  standing.liveFindings.filter(({ number }) => !standing.isStanding(number));

export default function Except() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, about = null, people = [], findings = [] } = loaded.offered ?? {};
  return (
    <CaseAct
      title="An exception to a step"
      send="Ask for the exception"
      final="A second person has to agree before it counts. What you ask for, why, and who agreed stand in the case from then on."
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        Each step is there so that the respondent is treated fairly. Leave one out only where there
        is no other way, and say why.
      </p>
      <ChoiceField
        name="choice"
        legend="Which step?"
        options={[
          {
            value: "notice",
            label: "Notice of the allegations",
            hint: "It is deferred, until a day on which it is looked at again.",
          },
          { value: "response", label: "The response, or two tries to get one" },
          { value: "representation", label: "Offering representation before an interview" },
          ...(findings.length > 0
            ? [{ value: "review", label: "The review of a finding by a second person" }]
            : []),
        ]}
        value={about === null ? "" : "review"}
        refusal={refusal}
      />
      <ChoiceField
        name="person"
        legend="For whom?"
        options={people.map(({ handle, name }) => ({ value: handle, label: name }))}
        value={people.length === 1 ? people[0]?.handle : ""}
        refusal={refusal}
      />
      {findings.length > 0 && clock ? (
        <ChoiceField
          name="finding"
          legend="If it is the review: of which finding?"
          options={findings.map(({ number, on, name }) => ({
            value: String(number),
            label: `About ${name}, of ${writeDay(clock.locale, on)}`,
          }))}
          value={about === null ? "" : String(about)}
          refusal={refusal}
        />
      ) : null}
      <TextField
        name="dueOn"
        label="When is it looked at again?"
        hint="Needed where notice is deferred."
        kind="date"
        width={20}
        refusal={refusal}
      />
      <TextAreaField name="words" label="Reasons" rows={6} refusal={refusal} />
    </CaseAct>
  );
}
