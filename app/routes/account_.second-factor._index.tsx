import { useLoaderData } from "@remix-run/react";
import { forSignedIn, seeOther } from "../auth/guard.ts";
import { localPath } from "../auth/local-path.ts";
import { whereToProve } from "../auth/provider/own-provider.ts";
import { askingYou } from "../auth/second-factor/asking-words.ts";
import { prepareApp } from "../auth/second-factor/authenticator-app.ts";
import { readFactors } from "../auth/second-factor/factors.ts";
import { askingOf, needsFactor } from "../auth/second-factor/needs-factor.ts";
import { relyingPartyOf } from "../auth/second-factor/relying-party.ts";
import { whyNoRemoval } from "../auth/second-factor/remove.ts";
import { readSessionsOf } from "../auth/sessions-of.ts";
import { clockOf } from "../clock.ts";
import { ChooseFactor } from "../ui/choose-factor.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { OwnFactors } from "../ui/own-factors.tsx";
import { SignOutElsewhere } from "../ui/own-sessions.tsx";
import { Page } from "../ui/page.tsx";

const saidDone: Record<string, string> = {
  added: "Your second step is set up. You are signed out everywhere else.",
  "set-up":
    "Your second step is set up. Recovery codes are shown once: if you did not keep them, make new ones below.",
  removed: "It is removed, and opens nothing any more.",
};

export const loader = forSignedIn(async ({ viewer, portal, url }) => {
  const factors = await readFactors(viewer, portal.db);
  const usedRecovery = url.searchParams.get("used") === "recovery-code";
  const isWeaker = usedRecovery || url.searchParams.get("done") === "removed";
  const sessions = isWeaker ? await readSessionsOf(viewer, portal.db, viewer.personId) : [];
  return {
    factors,
    isElsewhere: sessions.length > 1,
    clock: await clockOf(portal),
    done: saidDone[url.searchParams.get("done") ?? ""] ?? null,
    onward: usedRecovery ? localPath(url.searchParams.get("to")) : null,
    asking: askingOf(portal, needsFactor(viewer)),
    whyNoRemoval: await whyNoRemoval(viewer, portal),
    offersPasskeys: relyingPartyOf(portal.publicUrl) !== null,
    signsInAt: (await whereToProve(viewer, portal))?.label ?? null,
  };
});

/** Begins to set up an app. */
export const action = forSignedIn(async ({ viewer, portal }) => {
  await prepareApp(viewer, portal);
  return seeOther("/account/second-factor/app");
});

export default function SecondFactorPage() {
  const { factors, clock, done, onward, asking, ...page } = useLoaderData<typeof loader>();
  const first = page.signsInAt ? `your ${page.signsInAt}` : "your password";
  const hasAny = factors.app !== null || factors.passkeys.length > 0;
  return (
    <Page title="Second step at sign-in" back={{ to: "/account", label: "Your account" }}>
      {done ? <DoneBanner>{done}</DoneBanner> : null}
      {onward ? (
        <div className="card" role="status">
          <p className="govuk-body">
            <strong>
              You used a recovery code.{" "}
              {factors.recoveryCodes === 1
                ? "1 is left."
                : `${factors.recoveryCodes === 0 ? "None" : factors.recoveryCodes} are left.`}
            </strong>{" "}
            Cross it out. If your phone or passkey is lost, remove it below and set up another.
          </p>
          <a className="govuk-button" href={onward}>
            Go on
          </a>
        </div>
      ) : null}
      {page.isElsewhere ? (
        <>
          <p className="govuk-body">
            You are signed in elsewhere, too. If anything was lost or stolen, end that now.
          </p>
          <SignOutElsewhere />
        </>
      ) : null}
      <p className="govuk-body">
        {hasAny
          ? `When you sign in, you show one of these besides ${first}. A passkey is enough by itself.`
          : `With a second step nobody signs in as you who only got hold of ${first}.`}{" "}
        {askingYou[asking]}
      </p>
      {hasAny ? (
        <OwnFactors clock={clock} factors={factors} whyNoRemoval={page.whyNoRemoval} />
      ) : null}
      <h2 className="govuk-heading-m">{hasAny ? "Add or replace" : "Set one up"}</h2>
      <ChooseFactor path="/account/second-factor" offersPasskeys={page.offersPasskeys} />
      <p className="govuk-body">
        <a className="govuk-link" href="/privacy#set-up">
          What is kept of it, why, and who may see it
        </a>
      </p>
    </Page>
  );
}
