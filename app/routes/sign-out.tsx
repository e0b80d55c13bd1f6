import { useLoaderData } from "@remix-run/react";
import { forEveryone, seeOther } from "../auth/guard.ts";
import { providerOfSession } from "../auth/provider/own-provider.ts";
import { endOwnSessions } from "../auth/sessions-of.ts";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forEveryone(async ({ viewer, half, portal, url }) => {
  const there = portal.providers.find(url.searchParams.get("there") ?? undefined);
  return {
    isSignedIn: Boolean(viewer ?? half),
    there: there ? { id: there.id, label: there.label } : null,
  };
});

export const action = forEveryone(async ({ viewer, half, portal, request }) => {
  const session = viewer ?? half;
  if (!session) return seeOther("/sign-out");
  const there = await providerOfSession(session, portal);
  const form = await request.formData().catch(() => new FormData());
  const where = String(form.get("where") ?? "");
  if (viewer && where === "everywhere") await portal.sessions.endAll(viewer.personId);
  if (viewer && where === "elsewhere") {
    await endOwnSessions(viewer, portal.db, "all");
    return seeOther("/account?done=elsewhere");
  }
  if (viewer && /^[0-9a-f]{64}$/.test(where)) {
    await endOwnSessions(viewer, portal.db, { session: where });
    return seeOther("/account?done=session");
  }
  const done = there ? `/sign-out?there=${there.id}` : "/sign-out";
  return seeOther(done, { "Set-Cookie": await portal.sessions.end(session) });
});

export default function SignOut() {
  const { isSignedIn, there } = useLoaderData<typeof loader>();
  if (!isSignedIn && there) {
    return (
      <Page title="You are signed out here">
        <p className="govuk-body">
          In this browser you are still signed in with {there.label}: whoever uses it after you
          could sign in here as you. On a computer that others use, sign out there too.
        </p>
        <div className="govuk-button-group">
          <a className="govuk-button" href={`/sign-out/there/${there.id}`}>
            Sign out of {there.label} too
          </a>
          <a className="govuk-link" href="/sign-in">
            Sign in
          </a>
        </div>
      </Page>
    );
  }
  if (!isSignedIn) {
    return (
      <Page title="You are signed out">
        <p className="govuk-body">Nobody who uses this browser after you can see your training.</p>
        <a className="govuk-button" href="/sign-in">
          Sign in
        </a>
      </Page>
    );
  }
  return (
    <Page title="Sign out" back={{ to: "/account", label: "Your account" }}>
      <p className="govuk-body">
        Your progress is kept: next time you go on where you left. Sign out everywhere if you were
        signed in on a device that is not with you.
      </p>
      <form method="post">
        <div className="govuk-button-group">
          <SendButton>Sign out here</SendButton>
          <button
            type="submit"
            className="govuk-button govuk-button--secondary"
            name="where"
            value="everywhere"
          >
            Sign out everywhere
          </button>
        </div>
      </form>
    </Page>
  );
}
