import type { NoticeState } from "../notices/notice.ts";
import { leftOutOfNotices } from "../notices/words.ts";
import { CountLink } from "./count-link.tsx";
import { Figure } from "./figure.tsx";

/** How many notices want somebody: what did not get through first, then what is under way. */
export function NoticesFigure({
  locale,
  notices,
}: {
  locale: string;
  notices: { state: NoticeState; word: string; count: number }[];
}) {
  return (
    <Figure id="notices" title="Notices">
      <ul className="govuk-list">
        {notices.map(({ state, word, count }) => (
          <li key={state}>
            {count > 1000 ? "More than " : null}
            <CountLink
              {...{ count: Math.min(count, 1000), locale, of: `notices: ${word}` }}
              path="/hr/notices"
              filter={{ state }}
            />{" "}
            {word}
          </li>
        ))}
      </ul>
      <p className="govuk-body-s quiet">Not counted: {leftOutOfNotices}.</p>
    </Figure>
  );
}
