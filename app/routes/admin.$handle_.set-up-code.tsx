import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { readOpenConfirmation } from "../auth/confirmations/read-confirmations.ts";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, type Visit } from "../auth/guard.ts";
import { handOverCode } from "../auth/hand-over-code.ts";
import { whyNoSetUpCode } from "../auth/provider/passwords-off.ts";
import { resetNeedsSecondPerson } from "../auth/set-up-code.ts";
import { fullName } from "../auth/viewer.ts";
import { HandOverCode } from "../ui/hand-over-code.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { handle, personId, ...holder } = await holderOf(visit);
  return {
    form: randomUUID(),
    whyNot: await whyNoSetUpCode(visit.portal.db, personId),
    askFirst: await whereToAsk(visit, { handle, personId }),
    name: fullName(holder),
    back: `/admin/${encodeURIComponent(handle)}`,
  };
});

/** The code is shown with this answer and never again, so there is no page to send on to. */
export const action = forRole("administrator", async (visit) => {
  const { personId } = await holderOf(visit);
  const answer = await handOverCode(visit.viewer, visit.portal, personId, visit.request);
  return data(answer, { status: "refusal" in answer ? 409 : 200 });
});

export default function SetUpCode() {
  return (
    <HandOverCode {...useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
  );
}

/** Where a second person confirms first and has not: the way to asking for it. */
async function whereToAsk(
  { viewer, portal }: Visit,
  { handle, personId }: { handle: string; personId: string },
): Promise<string | null> {
  if (viewer.personId === personId) return null;
  if (!(await resetNeedsSecondPerson(portal.db, personId))) return null;
  const asked = { kind: "reset-password", personId, now: portal.now() } as const;
  const open = await readOpenConfirmation(viewer, portal.db, asked);
  if (open?.ended && open.askedById === viewer.personId) return null;
  return `/admin/${encodeURIComponent(handle)}/confirmation/reset-password`;
}

async function holderOf({ viewer, portal, params }: Visit) {
  const holder = await readGrantHolder(viewer, portal.db, params.handle ?? "");
  if (!holder) throw notFound();
  return holder;
}
