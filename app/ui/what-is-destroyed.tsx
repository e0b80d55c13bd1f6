import type { Destroyed } from "../cases/what-disposal-destroys.ts";

const count = (number: number, one: string, several: string) =>
  `${number} ${number === 1 ? one : several}`;

/** What disposal makes unreadable, and what stays. */
export function WhatIsDestroyed({
  destroyed: { acts, reports, files, messages, keptElsewhere, exchangesKept },
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
      {exchangesKept > 0 ? (
        <p className="govuk-body">
          {count(exchangesKept, "report came", "reports came")} from an exchange in which an
          employee was advised. What the reports held of it is destroyed. The exchange itself is
          support and no part of the case: the employee and their adviser can still read it
          {keptElsewhere > 0 ? `, with ${count(keptElsewhere, "file", "files")} of the above` : ""}.
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
