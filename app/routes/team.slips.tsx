import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSupervisor, seeOther } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { line, readForm, refuseForm } from "../form.ts";
import { handOverSlip } from "../notices/notice-act.ts";
import { readSlips } from "../notices/slips.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { AtMoment } from "../ui/when.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forSupervisor(async ({ viewer, portal, url }) => ({
  clock: await clockOf(portal),
  slips: await readSlips(viewer, portal),
  isDone: url.searchParams.has("done"),
}));

const ticked = z.object({ slip: line("Choose a slip from the list", 40) });

export const action = forSupervisor(async ({ viewer, portal, request }) => {
  const form = await readForm(request, ticked);
  if ("refusal" in form) return data(form, { status: 400 });
  const slip = (await readSlips(viewer, portal)).find(({ id }) => id === form.value.slip);
  if (!slip) {
    return data(
      refuseForm({}, { form: "Look at the list again: this slip is handed over already" }),
      { status: 409 },
    );
  }
  const handed = await handOverSlip(viewer, portal, slip);
  return "refused" in handed
    ? data(refuseForm({}, { form: handed.refused }), { status: 409 })
    : seeOther("/team/slips?done");
});

export default function Slips() {
  const { clock, slips, isDone } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Slips to hand over"
      back={{ to: "/", label: "Home" }}
      failed={Boolean(refusal)}
      wide
    >
      <ErrorSummary refusal={refusal} />
      {isDone && !refusal ? <DoneBanner>The slip is noted as handed over.</DoneBanner> : null}
      {slips.length === 0 ? (
        <p className="govuk-body-l">There is nothing to hand over.</p>
      ) : (
        <p className="govuk-body no-print">
          These people report to you and have no e-mail address that works. Print this page, cut
          along the lines, hand each slip over, and tick it here.
        </p>
      )}
      <ul className="govuk-list slips">
        {slips.map(({ id, subject, html, owedAt, ...person }) => (
          <li key={id} className="slip">
            <p className="slip__for">
              For <strong>{fullName(person)}</strong>,{" "}
              <AtMoment clock={clock} at={owedAt} dayOnly />
            </p>
            <h2 className="govuk-heading-s">{subject}</h2>
            <Words html={html} />
            <form method="post" className="no-print">
              <input type="hidden" name="slip" value={id} />
              <SendButton kind="secondary">
                Handed over
                <span className="govuk-visually-hidden">
                  {" "}
                  to {fullName(person)}: {subject}
                </span>
              </SendButton>
            </form>
          </li>
        ))}
      </ul>
    </Page>
  );
}
