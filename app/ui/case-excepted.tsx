import type { ExceptedLine } from "../cases/excepted.ts";
import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { OnDay } from "./when.tsx";

/** Steps that were left out, or were asked to be: shown ever after, on paper too. */
export function CaseExcepted({ clock, excepted }: { clock: Clock; excepted: ExceptedLine[] }) {
  if (excepted.length === 0) return null;
  return (
    <section aria-labelledby="excepted">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="excepted">
        Excepted
      </h2>
      {excepted.map((one) => (
        <div className="govuk-inset-text excepted" key={one.number}>
          <p className="govuk-body">
            <strong>
              {one.step}, for {one.person}
            </strong>
            <span className="own-line">{sayAnswer(one)}</span>
          </p>
          <Paragraphs text={one.words} />
          <p className="govuk-body quiet">
            {one.by}, <OnDay clock={clock} day={one.on} />
            {one.answer ? (
              <>
                ; {one.answer.by}, <OnDay clock={clock} day={one.answer.on} />
              </>
            ) : null}
          </p>
        </div>
      ))}
    </section>
  );
}

function sayAnswer({ by, answer }: ExceptedLine): string {
  if (!answer) return `Asked for by ${by}. Nobody has agreed yet: the step stays due.`;
  return answer.agreed
    ? `Left out. ${by} asked for it, and ${answer.by} agreed.`
    : `Not left out. ${by} asked for it, and ${answer.by} did not agree.`;
}
