import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { isCaseRole } from "../auth/case-roles.ts";
import { revokeRole, whyNoRevocation } from "../auth/grant.ts";
import { readGrantHolder } from "../auth/grant-holders.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { isRole, roleWords } from "../auth/role.ts";
import { fullName } from "../auth/viewer.ts";
import { refuseForm } from "../form.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { holder, role } = await grantOf(visit);
  return {
    name: fullName(holder),
    back: `/admin/${encodeURIComponent(holder.handle)}`,
    ...roleWords[role],
    whyNot: await whyNoRevocation(visit.portal.db, { personId: holder.personId, role }),
    isSelf: holder.personId === visit.viewer.personId,
    isTold: isCaseRole(role),
  };
});

export const action = forRole("administrator", async (visit) => {
  const { viewer, portal } = visit;
  const { holder, role } = await grantOf(visit);
  const { personId, handle } = holder;
  const revoked = await revokeRole(viewer, portal.db, { personId, role, now: portal.now() });
  if ("refused" in revoked) {
    return data(refuseForm({}, { form: revoked.refused }), { status: 409 });
  }
  return seeOther(
    personId === viewer.personId ? "/" : `/admin/${encodeURIComponent(handle)}?revoked=${role}`,
  );
});

export default function Revoke() {
  const { name, back, title, may, whyNot, isSelf, isTold } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title={`Revoke: ${title}`}
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">This role: {may.charAt(0).toLowerCase() + may.slice(1)}.</p>
      {whyNot ? (
        <p className="govuk-body">{whyNot}.</p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            {isSelf ? "You are" : `${name} is`} signed out everywhere, and can no longer do this
            after signing in again. The ledger keeps that it was revoked, when and by whom.
            {isTold ? " Everybody who holds a role with a part in cases is told." : null}
          </p>
          <SendButton kind="warning">Revoke the role</SendButton>
        </form>
      )}
    </Page>
  );
}

/** The grant that the address names; one that is not held, or no longer, is not there. */
async function grantOf({ viewer, portal, params }: Visit) {
  const { handle = "", role } = params;
  const holder = await readGrantHolder(viewer, portal.db, handle);
  if (!holder || !isRole(role)) throw notFound();
  if (!holder.roles.some((grant) => grant.role === role)) throw notFound();
  return { holder, role };
}
