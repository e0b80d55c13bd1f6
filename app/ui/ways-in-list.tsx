import type { ReactNode } from "react";
import type { WaysIn } from "../auth/ways-in.ts";
import type { Clock } from "../clock.ts";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment } from "./when.tsx";

const factorNames = { app: "An app for codes", passkey: "A passkey" } as const;

/** How somebody signs in, for whoever confirms a role of theirs. */
export function WaysInList({
  clock,
  name,
  passwordSetAt,
  isPasswordOff,
  code,
  factors,
  links,
}: WaysIn & { clock: Clock; name: string }) {
  const since = (what: string, at: Date): ReactNode => (
    <>
      {what} <AtMoment clock={clock} at={at} />
    </>
  );
  return (
    <>
      <h2 className="govuk-heading-m">How {name} signs in</h2>
      <p className="govuk-body">
        What was set up before a role goes on working after it. Ask {name} whether all of this is
        theirs, and decline if it is not.
      </p>
      <SummaryList
        rows={[
          [
            "Password",
            passwordSetAt
              ? since(isPasswordOff ? "Does not count at present; set" : "Set", passwordSetAt)
              : "None",
          ],
          [
            "Last set-up code",
            code
              ? since(`Handed over by ${code.by ?? "whoever runs the server"}, used`, code.usedAt)
              : "None was used",
          ],
          ...(factors.length === 0
            ? [["Second step", "None yet"] as const]
            : factors.map(({ kind, since: at }): [string, ReactNode] => [
                "Second step",
                since(`${factorNames[kind]}, since`, at),
              ])),
          ...links.map(({ label, since: at, isOwn }): [string, ReactNode] => [
            label,
            since(isOwn ? "Linked by themselves" : "Linked by the list of people", at),
          ]),
        ]}
      />
    </>
  );
}
