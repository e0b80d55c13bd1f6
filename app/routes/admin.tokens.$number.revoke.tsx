import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { refuseForm } from "../form.ts";
import { readTokens, revokeToken } from "../scim/token.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("administrator", async (visit) => {
  const { name, revokedAt } = await tokenOf(visit);
  return { name, isRevoked: revokedAt !== null };
});

export const action = forRole("administrator", async (visit) => {
  const { number } = await tokenOf(visit);
  const revoked = await revokeToken(visit.viewer, visit.portal, number);
  return "refused" in revoked
    ? data(refuseForm({}, { form: revoked.refused }), { status: 409 })
    : seeOther(`/admin/tokens?revoked=${number}`);
});

export default function RevokeToken() {
  const { name, isRevoked } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Revoke a token"
      caption={name}
      back={{ to: "/admin/tokens", label: "Provisioning tokens" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isRevoked ? (
        <p className="govuk-body">This token is revoked already.</p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            It stops working at once, for good: what uses it can add, change and remove nobody any
            more. People it provisioned stay as they are.
          </p>
          <SendButton kind="warning">Revoke the token</SendButton>
        </form>
      )}
    </Page>
  );
}

async function tokenOf({ viewer, portal, params }: Visit) {
  const tokens = await readTokens(viewer, portal);
  const token = tokens.find(({ number }) => String(number) === params.number);
  if (!token) throw notFound();
  return token;
}
