import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { aboutOf, loadCaseAct, sendCaseAct } from "../cases/case-route.ts";
import {
  aboutField,
  chosenNotice,
  noticesOfCase,
  readsInPortal,
} from "../cases/notices-of-case.ts";
import { clockOf } from "../clock.ts";
import { isDay } from "../days.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { ChooseNotice } from "../ui/choose-notice.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { OnPaper } from "../ui/on-paper.tsx";

const serveForm = z.object({
  ...seenFields,
  about: aboutField,
  choice: z.enum(["portal", "by-hand", "registered-mail"], "Choose how it reached them"),
  on: z.string().trim().default(""),
  by: told(200),
  proof: told(2000),
});

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "served", async (hand) => ({
    clock: await clockOf(visit.portal),
    about: aboutOf(visit.url) ?? null,
    notices: await Promise.all(
      noticesOfCase(hand, "unserved").map(async (notice) => ({
        ...notice,
        readsHere: await readsInPortal(visit.portal.db, notice.person.id, hand.today),
      })),
    ),
  })),
);

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, serveForm, async ({ about, choice, on, by, proof }, hand, tx) => {
    const notice = chosenNotice(noticesOfCase(hand, "unserved"), about);
    if (!notice) return { refused: "Choose the notice that was served", field: "about" };
    const { today } = hand;
    if (choice === "portal") {
      if (!(await readsInPortal(tx, notice.person.id, today))) {
        return { refused: `Serve it on paper: ${cannotRead(notice.person.name)}`, field: "choice" };
      }
      const said = { on: today, by: fullName(visit.viewer), proof: "" };
      return [{ act: "served", about, choice, said }];
    }
    if (!isDay(on) || on > today) {
      return { refused: "Enter the day it was served, not after today", field: "on" };
    }
    if (on < notice.on) {
      return { refused: "Enter the day the notice was given, or a later one", field: "on" };
    }
    if (!by) return { refused: "Write who handed it over or sent it", field: "by" };
    if (!proof) return { refused: "Write what proves it", field: "proof" };
    return [{ act: "served", about, choice, said: { on, by, proof } }];
  }),
);

const cannotRead = (name: string) => `${name} cannot sign in to the portal, or never did`;

export default function Serve() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, notices = [], about = null } = loaded.offered ?? {};
  const away = notices.filter(({ readsHere }) => !readsHere).map(({ person }) => person.name);
  return (
    <CaseAct
      title="How the notice was served"
      send="Record it"
      final="In the portal the respondent can read the letter as soon as this is recorded, and gets a message that says only that something waits."
      loaded={loaded}
      refusal={refusal}
    >
      {clock ? <ChooseNotice {...{ notices, about, clock, refusal }} /> : null}
      <ChoiceField
        name="choice"
        legend="How?"
        options={[
          {
            value: "portal",
            label: "In the portal, now",
            hint:
              away.length > 0
                ? `Not possible: ${away.map(cannotRead).join(". ")}.`
                : "When they open it, that is recorded as proof.",
          },
          { value: "by-hand", label: "By hand" },
          { value: "registered-mail", label: "By registered mail" },
        ]}
        value=""
        refusal={refusal}
      />
      <OnPaper>
        <TextField name="on" label="On which day?" kind="date" width={20} refusal={refusal} />
        <TextField name="by" label="Who handed it over or sent it?" refusal={refusal} />
        <TextAreaField
          name="proof"
          label="What proves it?"
          hint="For example who was there, a signature, or the number of the registered letter."
          rows={3}
          refusal={refusal}
        />
      </OnPaper>
    </CaseAct>
  );
}
