import type { ReactNode } from "react";
import { stateWords } from "../attestation/state.ts";
import type { TeamMember } from "../attestation/team.ts";
import { fullName } from "../auth/viewer.ts";
import type { Clock } from "../clock.ts";
import type { Slip } from "../notices/slips.ts";
import { AtMoment, OnDay } from "./when.tsx";
import { Words } from "./words.tsx";

type Head = { clock: Clock; name: string; at: Date };

/** A supervisor's people on paper: on each sheet whose list it is, and when it was printed. */
export function PrintedTeam({
  people,
  isBelow,
  ...head
}: Head & { people: TeamMember[]; isBelow: boolean }) {
  const { clock } = head;
  const columns = ["Name, number, sign-in", "Position", "Training", "On leave"];
  return (
    <table className="printed-team">
      <caption className="govuk-visually-hidden">
        My people: {people.length} {people.length === 1 ? "person" : "people"}
      </caption>
      <thead>
        <tr>
          <td colSpan={columns.length} className="printed-team__head">
            <SheetHead {...head}>
              {people.length} {people.length === 1 ? "person" : "people"}
              {isBelow ? ", those below included" : ", those who report directly"}
            </SheetHead>
          </td>
        </tr>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {people.map(({ handle, position, leave, standings, canSignIn, through, ...person }) => (
          <tr key={handle}>
            <th scope="row">
              <strong>
                {person.familyName}, {person.givenName}
              </strong>
              <br />
              {handle}
              <span className="own-line">
                {canSignIn ? "Sign-in set up" : "Sign-in not set up"}
              </span>
            </th>
            <td>
              {position}
              {through ? <span className="own-line">reports to {through}</span> : null}
            </td>
            <td>
              {standings.length === 0
                ? "Nothing assigned"
                : standings.map(({ track, state, dueOn }) => (
                    <span key={track} className="own-line">
                      {track}: <strong>{stateWords[state]}</strong>, due{" "}
                      <OnDay clock={clock} day={dueOn} />
                    </span>
                  ))}
            </td>
            <td>
              {leave ? (
                leave.until ? (
                  <>
                    until <OnDay clock={clock} day={leave.until} />
                  </>
                ) : (
                  "Yes, no end known"
                )
              ) : (
                "No"
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Slips to cut out, on sheets of their own: what stands above them stays with the supervisor. */
export function PrintedSlips({ slips, ...head }: Head & { slips: Slip[] }) {
  const { clock } = head;
  return (
    // A table, as only the head of one is printed again on each sheet.
    <table className="printed-team printed-team--slips" role="presentation">
      <thead>
        <tr>
          <td className="printed-team__head">
            <SheetHead {...head}>
              {slips.length === 1 ? "1 slip" : `${slips.length} slips`} to cut out and hand over
            </SheetHead>
          </td>
        </tr>
      </thead>
      <tbody>
        {slips.map(({ id, subject, html, owedAt, handle, ...person }) => (
          <tr key={id}>
            <td>
              <article className="slip" aria-label={`Slip for ${fullName(person)}: ${subject}`}>
                <p className="slip__for">
                  For <strong>{fullName(person)}</strong>, number {handle},{" "}
                  <AtMoment clock={clock} at={owedAt} dayOnly />
                </p>
                <h2 className="govuk-heading-s">{subject}</h2>
                <Words html={html} />
              </article>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function SheetHead({ clock, name, at, children }: Head & { children: ReactNode }) {
  return (
    <>
      <strong>For {name} alone</strong>
      <span>
        My people, <AtMoment clock={clock} at={at} />: {children}
      </span>
    </>
  );
}
