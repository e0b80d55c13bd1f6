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
import { ChooseNotice } from "../ui/choose-notice.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";

const missingDay = "Enter the day of the try";

const tryForm = z.object({
  ...seenFields,
  about: aboutField,
  on: z.string(missingDay).trim().refine(isDay, missingDay),
  words: told(5000, "Write how you tried, and what came of it"),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "tried", async (hand) => ({
    clock: await clockOf(visit.portal),
    about: aboutOf(visit.url) ?? null,
    notices: noticesOfCase(hand, "served"),
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, tryForm, ({ about, on, words }, hand) => {
    const notice = chosenNotice(noticesOfCase(hand, "served"), about);
    if (!notice) return { refused: "Choose the notice it is about", field: "about" };
    if (on > hand.today) return { refused: "Enter a day that is not after today", field: "on" };
    if (on < notice.on) {
      return { refused: "Enter a day on which they had the notice", field: "on" };
    }
    return [{ act: "tried", about, said: { words, on } }];
  }),
);

export default function Try() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, notices = [], about = null } = loaded.offered ?? {};
  return (
    <CaseAct
      title="A try to reach the respondent"
      send="Record the try"
      loaded={loaded}
      refusal={refusal}
    >
      <p className="govuk-body">
        After two tries, and once the day to answer by has passed, it can be recorded that there was
        no response.
      </p>
      {clock ? <ChooseNotice {...{ notices, about, clock, refusal }} /> : null}
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
        label="How did you try, and what came of it?"
        rows={4}
        refusal={refusal}
      />
    </CaseAct>
  );
}
