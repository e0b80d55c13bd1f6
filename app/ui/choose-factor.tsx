import { SendButton } from "./field.tsx";

/** Chooses how the second step at sign-in is done. Without JavaScript an app for codes is the way. */
export function ChooseFactor({
  path,
  query = "",
  offersPasskeys,
}: {
  /** Where the pages of both ways stand. */
  path: string;
  query?: string;
  offersPasskeys: boolean;
}) {
  return (
    <div className="two-ways">
      <section className="card" aria-labelledby="with-an-app">
        <h2 className="govuk-heading-s" id="with-an-app">
          With an app for codes
        </h2>
        <p className="govuk-body">
          An app on your phone shows six digits, and new ones every half minute. It needs no
          network.
        </p>
        <form method="post" action={`${path}${query ? `${query}&` : "?"}index`}>
          <SendButton>Set up an app</SendButton>
        </form>
      </section>
      {offersPasskeys ? (
        <section className="card" aria-labelledby="with-a-passkey">
          <h2 className="govuk-heading-s" id="with-a-passkey">
            With a passkey
          </h2>
          <p className="govuk-body">
            Your phone, your computer or a security key opens it with your finger, your face or a
            PIN. A passkey can stand in for the password, too.
          </p>
          <a className="govuk-button" href={`${path}/passkey${query}`}>
            Make a passkey
          </a>
        </section>
      ) : null}
    </div>
  );
}
