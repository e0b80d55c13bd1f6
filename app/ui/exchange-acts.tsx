import type { Clock } from "../clock.ts";
import type { ExchangeActLine } from "../exchanges/acts-of.ts";
import { sayAct } from "../exchanges/words.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** What was done about an exchange, in order, with what was said. `toOwner`: the one whose it is reads it. */
export function ExchangeActs({
  clock,
  acts,
  toOwner,
}: {
  clock: Clock;
  acts: ExchangeActLine[];
  toOwner: boolean;
}) {
  return acts.map((line) => (
    <article
      key={line.number}
      className={`card message message--${line.isOwn ? "own" : "office"}`}
      aria-labelledby={`act-${line.number}`}
    >
      <h3 className="govuk-heading-s" id={`act-${line.number}`}>
        {sayAct(line, { toOwner })}
      </h3>
      <p className="quiet">
        <AtMoment clock={clock} at={line.at} />
      </p>
      {line.words ? (
        <div className="govuk-body">
          <Paragraphs text={line.words} />
        </div>
      ) : null}
      {line.followUpOn ? (
        <p className="govuk-body">
          Day to come back to it: <OnDay clock={clock} day={line.followUpOn} isNear />
        </p>
      ) : null}
    </article>
  ));
}
