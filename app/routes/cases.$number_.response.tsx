import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import { aboutField, chosenNotice, noticesOfCase } from "../cases/notices-of-case.ts";
import { clockOf } from "../clock.ts";
import { isDay } from "../days.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { ChooseNotice } from "../ui/choose-notice.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

const missingDay = "Enter the day it came";

const responseForm = z.object({
  ...seenFields,
  about: aboutField,
  choice: z.enum(["response", "refusal", "none"], "Choose what came"),
  on: z.string(missingDay).trim().refine(isDay, missingDay),
  words: told(20_000),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "responded", async (hand) => ({
    clock: await clockOf(visit.portal),
    about: aboutOf(visit.url) ?? null,
    notices: noticesOfCase(hand, "served"),
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, responseForm, ({ about, choice, on, words }, hand) => {
    const notice = chosenNotice(noticesOfCase(hand, "served"), about);
    if (!notice) return { refused: "Choose the notice it is about", field: "about" };
    if (on > hand.today) return { refused: "Enter a day that is not after today", field: "on" };
    if (on < notice.on) {
      return { refused: "Enter a day on which they had the notice", field: "on" };
    }
    if (!words && choice !== "none") {
      return { refused: "Write what they said, in their words where you can", field: "words" };
    }
    const personId = notice.person.id;
    return [{ act: "responded", about, personId, choice, said: { words, on } }];
  }),
);

export default function Response() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, notices = [], about = null } = loaded.offered ?? {};
  return (
    <CaseAct
      title="The response to a notice"
      send="Record the response"
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        For what did not come through the portal. What the respondent writes there is recorded by
        itself.
      </p>
      {clock ? <ChooseNotice {...{ notices, about, clock, refusal }} /> : null}
      <ChoiceField
        name="choice"
        legend="What came?"
        options={[
          { value: "response", label: "A response, in writing or said to you" },
          { value: "refusal", label: "That they do not wish to respond, in writing" },
          {
            value: "none",
            label: "Nothing",
            hint: "The day to answer by has passed, and two tries to reach them are recorded.",
          },
        ]}
        value=""
        refusal={refusal}
      />
      <TextField
        name="on"
        label="On which day?"
        kind="date"
        width={20}
        value={clock?.today}
        refusal={refusal}
      />
      <TextAreaField
        name="words"
        label="What did they say?"
        hint="A letter or a file of theirs can be added to the evidence of the case, too."
        rows={8}
        refusal={refusal}
      />
    </CaseAct>
  );
}
