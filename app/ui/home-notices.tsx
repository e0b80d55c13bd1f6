import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import type { HomeNotice } from "../notices/at-home.ts";
import { AtMoment, OnDay } from "./when.tsx";
import { Words } from "./words.tsx";

/** A version published in the last weeks, for whoever works here. */
export function NewVersion({
  clock,
  version: { policy, number, title, effectiveOn },
}: {
  clock: Clock;
  version: { policy: string; number: number; title: string; effectiveOn: Day };
}) {
  return (
    <div className="govuk-inset-text">
      New: version {number} of policy {policy},{" "}
      <a className="govuk-link" href={`/policy/${policy}/${number}`}>
        {title}
      </a>
      , in effect from <OnDay clock={clock} day={effectiveOn} />.
    </div>
  );
}

/** What a supervisor can do for their people from here. */
export function TeamTasks({ slips }: { slips: number }) {
  return (
    <>
      <h2 className="govuk-heading-m">My people</h2>
      <ul className="govuk-list">
        <li>
          <a className="govuk-link" href="/team/slips">
            {slips === 0
              ? "Slips: nothing to hand over"
              : `${slips === 1 ? "1 slip" : `${slips} slips`} to hand over`}
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/team/remind">
            Remind my people
          </a>
        </li>
      </ul>
    </>
  );
}

/** Messages for whoever has no address: the whole words, where mail would have brought them. */
export function HomeNotices({ clock, notices }: { clock: Clock; notices: HomeNotice[] }) {
  if (notices.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m">Messages for you</h2>
      {notices.map(({ id, subject, html, at }) => (
        <section key={id} className="card" aria-label={subject}>
          <h3 className="govuk-heading-s">{subject}</h3>
          <p className="quiet">
            <AtMoment clock={clock} at={at} dayOnly />
          </p>
          <Words html={html} />
        </section>
      ))}
    </>
  );
}
