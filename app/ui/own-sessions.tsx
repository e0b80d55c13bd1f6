import { methodWords } from "../auth/session-words.ts";
import type { OpenSession } from "../auth/sessions-of.ts";
import type { Clock } from "../clock.ts";
import { SendButton } from "./field.tsx";
import { Table } from "./table.tsx";
import { AtMoment } from "./when.tsx";

/** Where somebody is signed in, each with the way to end it. */
export function OwnSessions({
  clock,
  here,
  sessions,
}: {
  clock: Clock;
  /** The id of the session that looks. */
  here: string;
  sessions: OpenSession[];
}) {
  return (
    <>
      <Table
        caption={
          sessions.length === 1
            ? "You are signed in here and nowhere else"
            : `You are signed in ${sessions.length} times, this one included`
        }
        columns={[
          { title: "Since" },
          { title: "By" },
          { title: "Second step" },
          { title: "Last used, within an hour of" },
          { title: "End it", onPhone: "inline" },
        ]}
        rows={sessions.map(({ id, startedAt, usedAt, method, hasSecondFactor }) => ({
          key: id,
          cells: [
            <AtMoment key="since" clock={clock} at={startedAt} />,
            methodWords[method],
            hasSecondFactor ? "Shown" : "Not shown",
            id === here ? (
              <strong key="used">Now: this one</strong>
            ) : (
              <AtMoment key="used" clock={clock} at={usedAt} />
            ),
            id === here ? null : (
              <form key="end" method="post" action="/sign-out">
                <button
                  type="submit"
                  className="govuk-button govuk-button--secondary govuk-!-margin-bottom-0"
                  name="where"
                  value={id}
                >
                  Sign out
                  <span className="govuk-visually-hidden">
                    : the one since <AtMoment clock={clock} at={startedAt} />
                  </span>
                </button>
              </form>
            ),
          ],
        }))}
      />
      <p className="govuk-body">
        Where that is, the portal does not keep. A session ends by itself after two hours without a
        request, and after twelve at the latest.
      </p>
      {sessions.length > 1 ? <SignOutElsewhere /> : null}
      <form method="post" action="/sign-out">
        <SendButton kind="secondary">Sign out here</SendButton>
      </form>
    </>
  );
}

/** Ends every session of whoever is signed in but this one. */
export function SignOutElsewhere() {
  return (
    <form method="post" action="/sign-out">
      <button
        type="submit"
        className="govuk-button govuk-button--secondary"
        name="where"
        value="elsewhere"
      >
        Sign out everywhere else
      </button>
    </form>
  );
}
