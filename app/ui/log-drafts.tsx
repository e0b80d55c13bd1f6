import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import { AtMoment, OnDay } from "./when.tsx";

/** Logs somebody began and did not file yet. */
export function LogDrafts({
  clock,
  drafts,
}: {
  clock: Clock;
  drafts: { id: string; name: string; savedAt: Date; expiresOn: Day }[];
}) {
  if (drafts.length === 0) return null;
  return (
    <section aria-labelledby="drafts">
      <h2 className="govuk-heading-m" id="drafts">
        Your drafts
      </h2>
      <ul className="govuk-list">
        {drafts.map(({ id, name, savedAt, expiresOn }) => (
          <li key={id}>
            <a className="govuk-link" href={`/exchanges/drafts/${id}`}>
              Go on with the log about {name}
            </a>
            <span className="own-line quiet">
              Saved <AtMoment clock={clock} at={savedAt} />, kept until{" "}
              <OnDay clock={clock} day={expiresOn} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
