import type { Awaited } from "../cases/second-person.ts";
import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { FindingRead } from "./read-finding.tsx";
import { ProposalRead } from "./read-proposal.tsx";
import { WhatIsDestroyed } from "./what-is-destroyed.tsx";
import { AtMoment } from "./when.tsx";

/** What waits for a second person, in full: nobody agrees to what they have not read. */
export function AwaitedAct({
  clock,
  number,
  awaited: { title, at, words, finding, proposal, destroys },
}: {
  clock: Clock;
  /** Of the case. */
  number: string;
  awaited: Awaited;
}) {
  return (
    <>
      <p className="govuk-body">
        {title}, <AtMoment clock={clock} at={at} />
      </p>
      {words ? (
        <section className="card" aria-labelledby="their-reasons">
          <h2 className="govuk-heading-s" id="their-reasons">
            Their reasons
          </h2>
          <div className="govuk-body">
            <Paragraphs text={words} />
          </div>
        </section>
      ) : null}
      {proposal ? <ProposalRead clock={clock} number={number} proposal={proposal} /> : null}
      {finding ? (
        <>
          <h2 className="govuk-heading-m">The finding</h2>
          <FindingRead clock={clock} number={number} finding={finding} />
        </>
      ) : null}
      {destroys ? <WhatIsDestroyed destroyed={destroys} /> : null}
    </>
  );
}
