import type { Factors } from "../auth/second-factor/factors.ts";
import type { Clock } from "../clock.ts";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** What somebody has set up as their second step, each with the way to remove it. */
export function OwnFactors({
  clock,
  factors: { app, passkeys, recoveryCodes },
  whyNoRemoval,
}: {
  clock: Clock;
  factors: Factors;
  whyNoRemoval: string | null;
}) {
  const remove = (factor: string, name: string) =>
    whyNoRemoval ? null : (
      <>
        {" "}
        <a className="govuk-link" href={`/account/second-factor/remove/${factor}`}>
          Remove<span className="govuk-visually-hidden">: {name}</span>
        </a>
      </>
    );
  return (
    <>
      <SummaryList
        rows={[
          ...(app
            ? [
                [
                  "App for codes",
                  <span key="app">
                    Since <AtMoment clock={clock} at={app.since} dayOnly />.{remove("app", "app")}
                  </span>,
                ] as const,
              ]
            : []),
          ...passkeys.map(
            ({ id, name, madeAt, lastUsedOn }) =>
              [
                `Passkey “${name}”`,
                <span key={id}>
                  Made <AtMoment clock={clock} at={madeAt} dayOnly />,{" "}
                  {lastUsedOn ? (
                    <>
                      last used <OnDay clock={clock} day={lastUsedOn} isNear />
                    </>
                  ) : (
                    "not used yet"
                  )}
                  .{remove(id, name)}
                </span>,
              ] as const,
          ),
          [
            "Recovery codes",
            <span key="codes">
              {recoveryCodes === 0 ? "None left." : `${recoveryCodes} left.`}{" "}
              <a className="govuk-link" href="/account/second-factor/recovery-codes">
                Make new ones
              </a>
            </span>,
          ] as const,
        ]}
      />
      {whyNoRemoval ? <p className="govuk-body">{whyNoRemoval}.</p> : null}
    </>
  );
}
