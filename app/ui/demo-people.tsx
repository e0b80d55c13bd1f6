import type { DemoSignIn } from "../portal.ts";
import { SendButton } from "./field.tsx";

/** The demo people, with what each stands for and a button that fills in the form above. */
export function DemoPeople({
  people,
  password,
  receiptCode,
}: {
  people: DemoSignIn[];
  password: string;
  receiptCode: string;
}) {
  return (
    <section aria-labelledby="demo-people">
      <h2 className="govuk-heading-m" id="demo-people">
        Demo people
      </h2>
      <p className="govuk-body">
        This is a demonstration. Everyone below signs in with the password{" "}
        <strong className="mono">{password}</strong>
      </p>
      <ul className="govuk-list demo-people">
        {people.map(({ signIn, name, stands }) => (
          <li key={signIn}>
            <form method="post">
              <div>
                <strong>{name}</strong> <span className="mono quiet">{signIn}</span>
                <br />
                {stands}
              </div>
              <input type="hidden" name="name" value={signIn} />
              <input type="hidden" name="password" value={password} />
              <SendButton kind="secondary">
                Sign in<span className="govuk-visually-hidden"> as {name}</span>
              </SendButton>
            </form>
          </li>
        ))}
      </ul>
      <p className="govuk-body">
        Nobody signs in to{" "}
        <a className="govuk-link" href="/report/follow-up">
          come back to a report
        </a>
        . The code of an anonymous one is <span className="mono">{receiptCode}</span>
      </p>
    </section>
  );
}
