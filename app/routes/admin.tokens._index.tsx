import { useLoaderData } from "@remix-run/react";
import { whyAnOutsider } from "../administration/outside-administrator.ts";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { base } from "../scim/names.ts";
import { readTokens } from "../scim/token.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { Page } from "../ui/page.tsx";
import { TokenTable } from "../ui/token-table.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forRole("administrator", async ({ viewer, portal, url }) => {
  const [clock, tokens, advice] = await Promise.all([
    clockOf(portal),
    readTokens(viewer, portal),
    whyAnOutsider(viewer, portal.db),
  ]);
  const revoked = tokens.find(({ number, revokedAt }) => {
    return revokedAt !== null && String(number) === url.searchParams.get("revoked");
  });
  return {
    clock,
    advice,
    address: portal.publicUrl + base,
    standing: tokens.filter(({ revokedAt }) => revokedAt === null),
    revoked: tokens.filter(({ revokedAt }) => revokedAt !== null),
    done: revoked ? `The token “${revoked.name}” is revoked.` : null,
  };
});

export default function Tokens() {
  const { clock, advice, address, standing, revoked, done } = useLoaderData<typeof loader>();
  return (
    <Page title="Provisioning tokens" back={{ to: "/admin", label: "Administration" }} wide>
      {done ? <DoneBanner>{done}</DoneBanner> : null}
      <p className="govuk-body">
        With a token a directory service, such as Entra ID or Okta, adds and changes people here by
        SCIM 2.0. Its address there: <span className="mono">{address}</span>
      </p>
      {advice ? <Warning>{advice}</Warning> : null}
      <p>
        <a className="govuk-button" href="/admin/tokens/new">
          Make a token
        </a>
      </p>
      {standing.length === 0 ? (
        <p className="govuk-body-l">No token is in force: nothing is provisioned from elsewhere.</p>
      ) : (
        <TokenTable clock={clock} caption="In force" tokens={standing} />
      )}
      {revoked.length > 0 ? <TokenTable clock={clock} caption="Revoked" tokens={revoked} /> : null}
    </Page>
  );
}
