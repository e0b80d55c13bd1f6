import { askingThem } from "../auth/second-factor/asking-words.ts";
import type { ResetOffered } from "../auth/second-factor/reset-of-another.ts";
import type { FormRefusal } from "../form.ts";
import { DoneBanner } from "./done-banner.tsx";
import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";
import { Warning } from "./warning.tsx";

/** Resets the second step of somebody who lost it, after saying what follows. */
export function ResetSecondFactor({
  name,
  back,
  offered,
  asksForSecondFactor,
  isDone,
  refusal,
}: {
  name: string;
  back: string;
  offered: ResetOffered;
  /** Whether this portal asks anybody for one who has none. */
  asksForSecondFactor: boolean;
  isDone: boolean;
  refusal: FormRefusal | undefined;
}) {
  return (
    <Page
      title="Reset the second step"
      caption={name}
      back={{ to: back, label: name }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isDone && !refusal ? (
        <DoneBanner>The second step of {name} is reset. They are signed out everywhere.</DoneBanner>
      ) : offered.how === "at-once" ? (
        <form method="post">
          <p className="govuk-body">
            The app, the passkeys and the recovery codes of {name} stop working at once, and they
            are signed out everywhere. How else they sign in stays.{" "}
            {asksForSecondFactor
              ? "Where what they may see asks for a second step, they make a new one at the next sign-in."
              : askingThem.demonstration}
          </p>
          <Warning>
            Do this when you have seen the person. Until they set up a new second step, whoever
            knows their password, or has their account of the City, can sign in as them. The ledger
            keeps that you did it.
          </Warning>
          <SendButton kind="warning">Reset the second step</SendButton>
        </form>
      ) : (
        <p className="govuk-body">{offered.how === "not" ? offered.why : null}.</p>
      )}
    </Page>
  );
}
