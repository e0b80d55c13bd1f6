import type { Destroyed } from "../cases/what-disposal-destroys.ts";

const count = (number: number, one: string, several: string) =>
  `${number} ${number === 1 ? one : several}`;

/** What disposal makes unreadable, and what stays. */
export function WhatIsDestroyed({
  destroyed: { acts, reports, files, messages, keptElsewhere },
}: {
  destroyed: Destroyed;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">What is destroyed</h2>
      <p className="govuk-body">
        The keys of the case and of its reports. Nobody can read what they encrypted any more, the
        people who run the portal included:
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>the words of {count(acts, "act", "acts")} in the case, with every letter</li>
        <li>{count(reports, "violation report", "violation reports")}, with all answers</li>
        <li>{count(messages, "message", "messages")} to and from reporters</li>
        <li>{count(files, "file", "files")}</li>
      </ul>
      {keptElsewhere > 0 ? (
        <p className="govuk-body">
          Of the files {count(keptElsewhere, "is", "are")} also part of an exchange that an employee
          had with their supervisor. It is kept there, for as long as exchanges are kept.
        </p>
      ) : null}
      <p className="govuk-body">
        What stays: that there was a case, whom it was about, who did which act on which day, which
        clause, finding and measure it was, and the records of the ledger. A backup made before can
        still be read until it is destroyed too.
      </p>
    </>
  );
}
