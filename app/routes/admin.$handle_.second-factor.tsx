import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { howToReset, resetSecondFactor } from "../auth/second-factor/reset-of-another.ts";
import { fullName } from "../auth/viewer.ts";
import { refuseForm } from "../form.ts";
import { ResetSecondFactor } from "../ui/reset-second-factor.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { handle, personId, ...holder } = await holderOf(visit);
  const back = `/admin/${encodeURIComponent(handle)}`;
  const offered = await howToReset(visit.viewer, visit.portal.db, personId);
  if (offered.how === "with-a-second-person") {
    throw seeOther(`${back}/confirmation/reset-second-factor`);
  }
  const { asksForSecondFactor } = visit.portal;
  const isDone = visit.url.searchParams.get("done") === "reset";
  return { name: fullName(holder), back, offered, asksForSecondFactor, isDone };
});

export const action = forRole("administrator", async (visit) => {
  const { handle, personId } = await holderOf(visit);
  const done = await resetSecondFactor(visit.viewer, visit.portal, personId);
  return "refused" in done
    ? data(refuseForm({}, { form: done.refused }), { status: 409 })
    : seeOther(`/admin/${encodeURIComponent(handle)}/second-factor?done=reset`);
});

export default function SecondFactorOfAnother() {
  const refusal = useActionData<typeof action>()?.refusal;
  return <ResetSecondFactor {...useLoaderData<typeof loader>()} refusal={refusal} />;
}

async function holderOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  return holder;
}
