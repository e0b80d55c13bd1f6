import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { forEveryone, notFound, seeOther } from "../auth/guard.ts";
import { Page } from "../ui/page.tsx";

/** Sends on to where the provider signs out (OpenID Connect RP-Initiated Logout 1.0). */
export const loader = forEveryone(async ({ viewer, portal, params }) => {
  const provider = portal.providers.find(params.provider);
  if (!provider) throw notFound();
  if (viewer) throw seeOther("/sign-out");
  const back = new URL("/sign-out", portal.publicUrl).href;
  const asked = await portal.providers.signOutAddress(provider, { post_logout_redirect_uri: back });
  if ("answer" in asked && asked.answer) throw seeOther(asked.answer);
  const { label } = provider;
  return data({ label }, { status: "refused" in asked ? asked.status : 404 });
});

export default function SignOutThere() {
  const { label } = useLoaderData<typeof loader>();
  return (
    <Page title={`You are still signed in with ${label}`} failed>
      <p className="govuk-body-l">
        You are signed out here. {label} offers no way to sign out from here, or does not answer at
        the moment.
      </p>
      <p className="govuk-body">
        Close every window of this browser, and on a shared computer sign out of {label} itself.
      </p>
    </Page>
  );
}
