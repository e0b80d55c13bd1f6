import type { Clock } from "../clock.ts";
import { heldOrToCome } from "../people/held-or-to-come.ts";
import type { PersonHistory } from "../people/history.ts";
import { OnDay } from "./when.tsx";

/** Lines of a list: what HR may do about a person's duties: assign by hand, exempt, end an exemption. Never about oneself. */
export function DutyActs({
  clock,
  path,
  history: { exemptions },
  isSelf,
  isEmployed,
}: {
  clock: Clock;
  path: string;
  history: PersonHistory;
  isSelf: boolean;
  isEmployed: boolean;
}) {
  if (isSelf) {
    return <li>Another person of HR assigns, moves and ends yours.</li>;
  }
  const held = heldOrToCome(exemptions, clock.today);
  return (
    <>
      {isEmployed ? (
        <li>
          <a className="govuk-link" href={`${path}/assign`}>
            Assign training by hand
          </a>
        </li>
      ) : null}
      {held ? (
        <li>
          <a className="govuk-link" href={`${path}/end-exemption`}>
            End the exemption
          </a>{" "}
          <span className="quiet">
            {held.untilOn ? (
              <>
                that holds until <OnDay clock={clock} day={held.untilOn} />
              </>
            ) : (
              "that holds until further notice"
            )}
          </span>
        </li>
      ) : isEmployed ? (
        <li>
          <a className="govuk-link" href={`${path}/exempt`}>
            Exempt from training
          </a>
        </li>
      ) : null}
    </>
  );
}
