import type { Clock } from "../clock.ts";
import type { ListedSeal } from "../ledger/seals.ts";
import { AtMoment } from "./when.tsx";

/** For the auditor: what there is to look at, and how far the ledger goes. */
export function HomeLedger({
  clock,
  seal,
}: {
  clock: Clock;
  seal: Pick<ListedSeal, "number" | "sealedAt" | "records"> | null;
}) {
  return (
    <>
      <h2 className="govuk-heading-m">The ledger</h2>
      <p className="govuk-body">
        <a className="govuk-link" href="/ledger">
          Look something up in the ledger
        </a>
        : every act in the portal, in order.
      </p>
      <p className="govuk-body">
        {seal ? (
          <>
            Sealed so far: {seal.records.toLocaleString(clock.locale)} records, the last on{" "}
            <AtMoment clock={clock} at={seal.sealedAt} />
          </>
        ) : (
          "Nothing is sealed yet."
        )}
      </p>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          <a className="govuk-link" href="/ledger/seals">
            The seals
          </a>
          , which protect it. The latest comes to you every day.
        </li>
        <li>
          <a className="govuk-link" href="/ledger/download">
            Download the whole ledger
          </a>{" "}
          and check it without the portal.
        </li>
      </ul>
    </>
  );
}
