import { useLoaderData } from "@remix-run/react";
import { forHalfSignedIn, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { prepareApp } from "../auth/second-factor/authenticator-app.ts";
import { relyingPartyOf } from "../auth/second-factor/relying-party.ts";
import { ChooseFactor } from "../ui/choose-factor.tsx";
import { Page } from "../ui/page.tsx";
import { StartAgain } from "../ui/start-again.tsx";

export const loader = forHalfSignedIn("enrolment", async ({ portal, url }) => ({
  query: `?to=${encodeURIComponent(localPath(url.searchParams.get("to")))}`,
  offersPasskeys: relyingPartyOf(portal.publicUrl) !== null,
}));

/** Begins to set up an app. */
export const action = forHalfSignedIn("enrolment", async ({ viewer, portal, url }) => {
  await prepareApp(viewer, portal);
  const to = encodeURIComponent(localPath(url.searchParams.get("to")));
  return seeOther(`/sign-in/enrolment/app?to=${to}`);
});

export default function Enrolment() {
  const { query, offersPasskeys } = useLoaderData<typeof loader>();
  return (
    <Page title="Set up a second step">
      <p className="govuk-body">
        What you may see asks for more than one proof of who you are: from now on you also show
        something that only you have when you sign in. This takes two minutes, once.
      </p>
      <ChooseFactor path="/sign-in/enrolment" query={query} offersPasskeys={offersPasskeys} />
      <p className="govuk-body">
        <a className="govuk-link" href="/privacy#set-up">
          What is kept of it, why, and who may see it
        </a>
      </p>
      <StartAgain />
    </Page>
  );
}
