import { useLoaderData } from "@remix-run/react";
import { forEveryone, seeOther } from "../auth/guard.ts";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forEveryone(async ({ viewer, half }) => ({
  isSignedIn: Boolean(viewer ?? half),
}));

export const action = forEveryone(async ({ viewer, half, portal, request }) => {
  const session = viewer ?? half;
  if (!session) return seeOther("/sign-out");
  const form = await request.formData().catch(() => new FormData());
  if (viewer && form.get("where") === "everywhere") await portal.sessions.endAll(viewer.personId);
  return seeOther("/sign-out", { "Set-Cookie": await portal.sessions.end(session) });
});

export default function SignOut() {
  const { isSignedIn } = useLoaderData<typeof loader>();
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
