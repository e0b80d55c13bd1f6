import { forSignedIn } from "../auth/guard.ts";
import { Page } from "../ui/page.tsx";

/** Where somebody comes who has just left a case: nothing of it is there for them any more. */
export const loader = forSignedIn(async () => ({}));

export default function LeftCase() {
  return (
    <Page title="You have left the case" back={{ to: "/", label: "Home" }}>
      <p className="govuk-body">
        It is not there for you any more. Who handles it is told, and asks somebody else. There is
        nothing further for you to do.
      </p>
    </Page>
  );
}
