import type { Clock } from "../clock.ts";
import type { ServedNotice } from "../notices/notices-of.ts";
import { kindWords, sentTo } from "../notices/words.ts";
import { NoticeTag } from "./notice-tag.tsx";
import { Table } from "./table.tsx";
import { AtMoment } from "./when.tsx";

/** What a person was told, when and how; each line leads to the words. */
export function NoticesSection({
  clock,
  notices,
  remind,
}: {
  clock: Clock;
  notices: ServedNotice[];
  /** Where to remind this person by hand. */
  remind: string;
}) {
  return (
    <>
      <h2 className="govuk-heading-m" id="notices">
        Notices
      </h2>
      {notices.length === 0 ? (
        <p className="govuk-body">No notice was owed to this person.</p>
      ) : (
        <Table
          caption={<span className="govuk-visually-hidden">Notices</span>}
          columns={["Notice", "State", "Since", "To"].map((title) => ({ title }))}
          rows={notices.map(({ id, kind, state, stateAt, address, reason }) => ({
            key: id,
            cells: [
              <a key="notice" className="govuk-link" href={`/hr/notices/${id}`}>
                {kindWords[kind]}
              </a>,
              <NoticeTag key="state" state={state} reason={reason} />,
              <AtMoment key="at" clock={clock} at={stateAt} />,
              sentTo({ state, address }),
            ],
          }))}
        />
      )}
      <p className="govuk-body no-print">
        <a className="govuk-link" href={remind}>
          Remind this person
        </a>
      </p>
    </>
  );
}
