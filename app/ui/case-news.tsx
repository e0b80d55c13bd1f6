import type { NewsLine } from "../cases/news.ts";
import type { Clock } from "../clock.ts";
import { AtMoment } from "./when.tsx";

/** What came into a case since its reader opened it last, each with the way to it. */
export function CaseNews({ clock, news }: { clock: Clock; news: NewsLine[] }) {
  if (news.length === 0) return null;
  return (
    <section className="card no-print" aria-labelledby="news">
      <h2 className="govuk-heading-m" id="news">
        New since you last opened it
      </h2>
      <ul className="govuk-list">
        {news.map(({ number, at, sentence }) => (
          <li key={number}>
            <a className="govuk-link" href={`#act-${number}`}>
              {sentence}
            </a>
            <span className="own-line quiet">
              <AtMoment clock={clock} at={at} />
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
