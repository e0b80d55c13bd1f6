import type { ReactNode } from "react";
import type { Clock } from "../clock.ts";
import type { PersonHistory } from "../people/history.ts";
import { DutyActs } from "./duty-acts.tsx";

/** What HR may do about a person, by what it is about. Nobody does most of it about themselves. */
export function PersonActs({
  clock,
  path,
  history,
  isSelf,
  isOutside,
  isEmployed,
}: {
  clock: Clock;
  /** The address of the person's file. */
  path: string;
  history: PersonHistory;
  isSelf: boolean;
  isOutside: boolean;
  isEmployed: boolean;
}) {
  const handle = path.split("/").at(-1);
  return (
    <div className="person-acts no-print">
      <Group title="Work">
        <Way to={`${path}/names`}>Change names and e-mail</Way>
        {isOutside ? null : (
          <>
            <Way to={`${path}/work`}>Change work from a day</Way>
            <Way to={`${path}/last-day`}>Record the last day</Way>
            <Way to={`${path}/leave`}>Add a leave</Way>
          </>
        )}
        {isSelf ? null : (
          <Way to={`/hr/authorizations/new?person=${handle}`}>
            Record that this person may speak for the City
          </Way>
        )}
      </Group>
      <Group title="Training">
        <DutyActs {...{ clock, path, history, isSelf, isEmployed }} />
        <Way to={`${path}/remind`}>Remind this person</Way>
      </Group>
      <Group title="Sign-in">
        {isSelf ? (
          <li>This is you. Another person of HR hands you a set-up code.</li>
        ) : (
          <>
            <Way to={`${path}/set-up-code`}>Hand over a set-up code</Way>
            <Way to={`${path}/second-factor`}>Reset the second step</Way>
            <Way to={`/hr/letters?person=${handle}`}>Print a set-up letter</Way>
            <li className="quiet">
              The letter holds such a code on paper; the one made last is the one that works.
            </li>
          </>
        )}
      </Group>
      {isSelf ? null : (
        <Group title="Paper">
          <Way to={`/hr/paper/form?person=${handle}`}>Print a form to sign</Way>
          <Way to={`/hr/paper/record?person=${handle}`}>Record what was signed on paper</Way>
        </Group>
      )}
    </div>
  );
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section>
      <h2 className="govuk-heading-s">{title}</h2>
      <ul className="govuk-list">{children}</ul>
    </section>
  );
}

function Way({ to, children }: { to: string; children: string }) {
  return (
    <li>
      <a className="govuk-link" href={to}>
        {children}
      </a>
    </li>
  );
}
