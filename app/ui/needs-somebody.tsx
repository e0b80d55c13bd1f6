import type { NoticeState } from "../notices/notice.ts";
import { CountLink } from "./count-link.tsx";

/** Where a notice waits for somebody's hand; without a mail server one that waits does too. */
const stuck: NoticeState[] = ["refused", "came-back", "failing", "may-have-been-sent", "slip"];

/** What somebody should take up today: only what there is any of, each the way to its list. */
export function NeedsSomebody({
  locale,
  overdue,
  failing,
  notices,
  hasMail,
}: {
  locale: string;
  overdue: { count: number; filter: { version: string; track: string } } | null;
  /** People with an address that does not work. */
  failing: number;
  notices: { state: NoticeState; word: string; count: number }[];
  hasMail: boolean;
}) {
  const wants = hasMail ? stuck : [...stuck, "waiting"];
  const waiting = notices.filter(({ state, count }) => wants.includes(state) && count > 0);
  const isNothing = !overdue?.count && failing === 0 && waiting.length === 0;
  return (
    <section aria-labelledby="needs" className="needs no-print">
      <h2 className="govuk-heading-s" id="needs">
        Needs somebody now
      </h2>
      {isNothing ? <p className="govuk-body">Nothing.</p> : null}
      <ul className="govuk-list">
        {overdue?.count ? (
          <li>
            <CountLink
              {...{ locale, count: overdue.count, of: "assignments overdue now" }}
              filter={{ ...overdue.filter, state: "overdue" }}
            />{" "}
            overdue
          </li>
        ) : null}
        {waiting.map(({ state, word, count }) => (
          <li key={state}>
            {count > 1000 ? "More than " : null}
            <CountLink
              {...{ count: Math.min(count, 1000), locale, of: `to take up, notices: ${word}` }}
              path="/hr/notices"
              filter={{ state }}
            />{" "}
            {count === 1 ? "notice" : "notices"}: {word.toLowerCase()}
            {state === "waiting" ? ", as no mail server is set (SMTP_URL)" : null}
          </li>
        ))}
        {failing > 0 ? (
          <li>
            <CountLink
              {...{ locale, count: failing, of: "to take up, addresses that do not work" }}
              path="/hr/people"
              filter={{ address: "failing" }}
            />{" "}
            with an e-mail address that does not work
          </li>
        ) : null}
      </ul>
    </section>
  );
}
