import type { AwaitedLine } from "../cases/awaited.ts";
import type { CaseActName } from "../cases/case-act.ts";
import type { Doable, NotDoable } from "../cases/what-can-be-done.ts";
import type { Clock } from "../clock.ts";
import { OnDay } from "./when.tsx";

/** What waits for a second person, before anything else: what it is, who could agree, and what this viewer can do. */
export function CaseAwaited({ clock, awaited }: { clock: Clock; awaited: AwaitedLine[] }) {
  if (awaited.length === 0) return null;
  return (
    <section className="card" aria-labelledby="awaited">
      <h2 className="govuk-heading-m" id="awaited">
        Waits for a second person
      </h2>
      {awaited.map(({ number, what, asked, on, approvals, who, doable, whyNot }) => (
        <div className="awaited" key={number}>
          <p className="govuk-body">
            <strong>{what}</strong>
            <span className="own-line quiet">
              <a className="govuk-link" href={`#act-${number}`}>
                {asked}
              </a>
              , <OnDay clock={clock} day={on} isNear />
            </span>
            {approvals ? (
              <span className="own-line">
                {approvals.given} of {approvals.needed} approvals given
              </span>
            ) : null}
            <span className="own-line">
              {who.length > 0
                ? `Can agree: ${who.join(", ")}`
                : "Nobody could agree at present: ask an administrator to grant somebody from outside the role Outside officer"}
            </span>
          </p>
          {doable.length > 0 ? (
            <Links doable={doable} />
          ) : whyNot ? (
            <p className="govuk-body no-print">{whyNot}.</p>
          ) : null}
        </div>
      ))}
    </section>
  );
}

/** Acts that are no step on the way from report to end: they stand after those that are. */
const atAnyTime: CaseActName[] = [
  ...(["report-added", "respondent-named", "party-named", "shut-out", "noted"] as const),
  ...(["appointment-ended", "interim-begun", "excepted", "training-assigned"] as const),
  ...(["paused", "held"] as const),
];

/** What can be done now, as links; and closed below, what cannot and why. */
export function CaseActs({ now, not }: { now: Doable[]; not: NotDoable[] }) {
  const next = now.filter(({ act }) => !atAnyTime.includes(act));
  const others = now.filter(({ act }) => atAnyTime.includes(act));
  return (
    <section className="no-print" aria-labelledby="acts">
      <h2 className="govuk-heading-m govuk-!-margin-top-6" id="acts">
        What can be done now
      </h2>
      {next.length === 0 ? (
        <p className="govuk-body">No next step is yours at present.</p>
      ) : (
        <Links doable={next} />
      )}
      {others.length > 0 ? (
        <>
          <h3 className="govuk-heading-s">At any time</h3>
          <Links doable={others} />
        </>
      ) : null}
      {not.length > 0 ? <NotNow not={not} /> : null}
    </section>
  );
}

/** Acts as links, one a line. */
export function Links({ doable }: { doable: Doable[] }) {
  return (
    <ul className="govuk-list case-acts">
      {doable.map(({ href, label }) => (
        <li key={href}>
          <a className="govuk-link" href={href}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  );
}

function NotNow({ not }: { not: NotDoable[] }) {
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">What cannot be done now, and why</span>
      </summary>
      <div className="govuk-details__text">
        <dl className="why-not">
          {not.map(({ why, labels }) => (
            <div key={why}>
              <dt>{why}</dt>
              <dd>{labels.join(" · ")}</dd>
            </div>
          ))}
        </dl>
      </div>
    </details>
  );
}
