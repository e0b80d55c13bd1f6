import { isToAnswer } from "../cases/own-notice-waits.ts";
import type { OwnNoticeLine } from "../cases/own-notices.ts";
import type { Clock } from "../clock.ts";
import { ownTitles } from "./own-notice-words.ts";
import { OnDay } from "./when.tsx";

/** The letters to somebody, the latest first, each with what is to be done about it. */
export function OwnNoticeList({ clock, notices }: { clock: Clock; notices: OwnNoticeLine[] }) {
  return (
    <ul className="govuk-list places-list">
      {notices.map((line) => (
        <li key={line.reference}>
          <a className="govuk-link" href={`/my-notices/${line.reference}`}>
            {ownTitles[line.of]}
          </a>{" "}
          {line.isRead ? null : <strong className="govuk-tag">New</strong>}
          <span className="own-line quiet">
            <OnDay clock={clock} day={line.on} />, <span className="mono">{line.reference}</span>
          </span>
          {line.answeredOn ? (
            <span className="own-line">
              Answered <OnDay clock={clock} day={line.answeredOn} />
            </span>
          ) : null}
          {line.dueOn && isToAnswer(line) ? (
            <span className="own-line">
              Please answer by <OnDay clock={clock} day={line.dueOn} isNear />
            </span>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
