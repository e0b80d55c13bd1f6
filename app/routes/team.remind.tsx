import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSupervisor, seeOther } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readForm, refuseForm } from "../form.ts";
import { readRemindable, remind, whyNoReminding } from "../notices/remind.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { RemindForm } from "../ui/remind-form.tsx";

export const loader = forSupervisor(async ({ viewer, portal, url }) => {
  const people = await readRemindable(viewer, portal, { as: "supervisor" });
  const one = url.searchParams.get("who");
  return {
    clock: await clockOf(portal),
    people: one ? people.filter(({ handle }) => handle === one) : people,
    whyNot: await whyNoReminding(portal),
    done: /^\d{1,4}$/.exec(url.searchParams.get("done") ?? "")?.[0] ?? null,
  };
});

const chosen = z.object({ who: z.array(z.string().max(100)).min(1, "Choose whom to remind") });

export const action = forSupervisor(async ({ viewer, portal, request }) => {
  const form = await readForm(request, chosen);
  if ("refusal" in form) return data(form, { status: 400 });
  const done = await remind(viewer, portal, { as: "supervisor" }, form.value.who);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`/team/remind?done=${done.reminded}`);
});

export default function RemindTeam() {
  const { done, ...shown } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <RemindForm
      {...shown}
      {...{ refusal }}
      title="Remind my people"
      back={{ to: "/", label: "Home" }}
    >
      {done && !refusal ? (
        <DoneBanner>
          {done === "1" ? "1 reminder is" : `${done} reminders are`} on the way. Slips stand on{" "}
          <a className="govuk-notification-banner__link" href="/team/slips">
            your list of slips
          </a>
          .
        </DoneBanner>
      ) : null}
    </RemindForm>
  );
}
