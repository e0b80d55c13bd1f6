import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { endByHand } from "../attestation/end-by-hand.ts";
import { readOpenAssignment } from "../attestation/open-assignment.ts";
import { readFiledPerson } from "../attestation/person-file.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { titleOf } from "../content/title-of.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { fileAfter } from "../people/done-on-file.ts";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const open = await openOf(visit);
  if (!open) throw notFound();
  const { tracks } = await visit.portal.organization();
  return {
    name: fullName(open),
    back: `/hr/people/${encodeURIComponent(open.handle)}`,
    isSelf: open.personId === visit.viewer.personId,
    track: titleOf(tracks, open.track),
    version: open.version,
  };
});

const ending = z.object({ reason: line("Write why it ends", 500) });

export const action = forRole("hr-training", async (visit) => {
  const { viewer, portal, params } = visit;
  const person = await readFiledPerson(viewer, portal, params.handle ?? "");
  if (!person) throw notFound();
  const back = `/hr/people/${encodeURIComponent(person.handle)}`;
  const form = await readForm(visit.request, ending);
  if ("refusal" in form) return data(form, { status: 400 });
  const open = await openOf(visit);
  // Pressed twice: the first press ended it.
  if (!open) return seeOther(back);
  const { reason: words } = form.value;
  const ended = await endByHand(viewer, portal, { assignmentId: open.id, words });
  return "refused" in ended
    ? data(refuseForm(form.value, { form: ended.refused }), { status: 409 })
    : seeOther(fileAfter("ended", person.handle));
});

export default function EndAssignment() {
  const { name, back, isSelf, track, version } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="End an assignment"
      caption={`${name}: ${track}, version ${version}`}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isSelf ? (
        <p className="govuk-body">This is yours. Another person of HR ends it.</p>
      ) : (
        <form method="post" noValidate>
          <p className="govuk-body">
            {name} no longer owes this training, and cannot go on with it. Answers given so far stay
            on file. No rule assigns it again until a version comes that is to be acknowledged anew.
            An ending is final; to give more time, move the due day instead.
          </p>
          <TextField name="reason" label="Reason for the file" refusal={refusal} />
          <SendButton kind="warning">End the assignment</SendButton>
        </form>
      )}
    </Page>
  );
}

function openOf({ viewer, portal, params: { handle = "", track = "" } }: Visit) {
  return readOpenAssignment(viewer, portal, { handle, track });
}
