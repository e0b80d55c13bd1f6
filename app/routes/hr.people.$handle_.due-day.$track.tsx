import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { moveByHand } from "../attestation/move-by-hand.ts";
import { readOpenAssignment } from "../attestation/open-assignment.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { isDay } from "../days.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { OnDay } from "../ui/when.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const open = await openOf(visit);
  const { tracks } = await visit.portal.organization();
  return {
    clock: await clockOf(visit.portal),
    name: fullName(open),
    back: `/hr/people/${encodeURIComponent(open.handle)}`,
    isSelf: open.personId === visit.viewer.personId,
    track: titleOf(tracks, open.track),
    dueOn: open.dueOn,
  };
});

const move = z.object({
  from: z
    .string({ error: "Open the page again: the form did not say which day it showed" })
    .refine(isDay, "Open the page again: the form did not say which day it showed"),
  due: z
    .string({ error: "Choose the new due day" })
    .refine(isDay, "Enter a day as year-month-day, such as 2026-03-31"),
  reason: line("Write why the due day moves", 500),
});

export const action = forRole("hr-training", async (visit) => {
  const open = await openOf(visit);
  const form = await readForm(visit.request, move);
  if ("refusal" in form) return data(form, { status: 400 });
  const { from, due, reason } = form.value;
  const asked = { assignmentId: open.id, fromOn: from, toOn: due, words: reason };
  const moved = await moveByHand(visit.viewer, visit.portal, asked);
  return "refused" in moved
    ? data(refuseForm(form.value, { due: moved.refused }), { status: 409 })
    : seeOther(fileAfter("moved", open.handle));
});

export default function DueDay() {
  const { clock, name, back, isSelf, track, dueOn } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Move the due day"
      caption={`${name}: ${track}`}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        It is due on <OnDay clock={clock} day={dueOn} isNear />.
      </p>
      {isSelf ? (
        <p className="govuk-body">This is yours. Another person of HR moves it.</p>
      ) : (
        <form method="post" noValidate>
          <input type="hidden" name="from" value={dueOn} />
          <TextField
            name="due"
            label="New due day"
            hint="Days of leave or exemption from today until then do not count: they move it on by themselves."
            kind="date"
            width={20}
            refusal={refusal}
          />
          <TextField
            name="reason"
            label="Reason for the file"
            hint="HR reads it. The person reads that Human Resources moved the day."
            refusal={refusal}
          />
          <SendButton>Move the due day</SendButton>
        </form>
      )}
    </Page>
  );
}

async function openOf({ viewer, portal, params: { handle = "", track = "" } }: Visit) {
  const open = await readOpenAssignment(viewer, portal, { handle, track });
  if (!open) throw notFound();
  return open;
}
