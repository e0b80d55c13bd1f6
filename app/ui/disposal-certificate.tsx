import type { Disposal } from "../cases/disposal.ts";
import { Page } from "./page.tsx";
import { SummaryList } from "./summary-list.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** All that is left of a case disposed of: what was destroyed, by whom, when and by which rule. It prints on its own. */
export function DisposalCertificate({ disposal }: { disposal: Disposal }) {
  const { clock, number, organization, destroyed, digests, keptUntil, isSubstantiated } = disposal;
  return (
    <Page title="Disposed of" caption={number} back={{ to: "/cases", label: "Cases" }}>
      <p className="govuk-body no-print">
        Nothing of this case can be read any more. This certificate is what is left; print it for
        the records.
      </p>
      <article className="sheet certificate" aria-labelledby="certificate">
        <p className="sheet__head">{organization}</p>
        <h2 className="govuk-heading-m" id="certificate">
          Certificate of disposal, case {number}
        </h2>
        <SummaryList
          rows={[
            ["Opened", <OnDay key="opened" clock={clock} day={disposal.openedOn} />],
            ["Closed", <OnDay key="closed" clock={clock} day={disposal.closedOn} />],
            [
              "Rule",
              <span key="rule">
                Kept as a case {isSubstantiated ? "with" : "without"} a substantiated finding, until{" "}
                <OnDay clock={clock} day={keptUntil} />. No legal hold was in place.
              </span>,
            ],
            [
              "Proposed",
              <span key="proposed">
                by {disposal.proposed.by}, <AtMoment clock={clock} at={disposal.proposed.at} />
              </span>,
            ],
            [
              "Agreed and destroyed",
              <span key="agreed">
                by {disposal.agreed.by}, <AtMoment clock={clock} at={disposal.agreed.at} />
              </span>,
            ],
            ["Acts", `The words of ${destroyed.acts}`],
            ["Violation reports", String(destroyed.reports)],
            ["Messages", String(destroyed.messages)],
            [
              "Files",
              destroyed.keptElsewhere > 0
                ? `${destroyed.files}, ${destroyed.keptElsewhere} of them kept as part of an exchange with an adviser`
                : String(destroyed.files),
            ],
            ...(destroyed.exchangesKept > 0
              ? ([
                  [
                    "Not destroyed",
                    `${destroyed.exchangesKept} ${destroyed.exchangesKept === 1 ? "exchange" : "exchanges"} in which an employee was advised, which led to a report: support, and no part of the case. Whose it is and who advised them can read it.`,
                  ],
                ] satisfies [string, string][])
              : []),
          ]}
        />
        <p className="govuk-body">
          The keys that encrypted them were destroyed. The records of the ledger stay, and bind each
          act by the digest (SHA-256) below.
        </p>
        <ol className="certificate__digests">
          {digests.map(({ number: act, digest }) => (
            <li key={act} value={act}>
              <code className="mono">{digest}</code>
            </li>
          ))}
        </ol>
      </article>
    </Page>
  );
}
