import type { NoticeState } from "../notices/notice.ts";
import { noticeStateWords } from "../notices/words.ts";

const colours: Partial<Record<NoticeState, string>> = {
  ...{ sent: "acknowledged", "handed-over": "acknowledged" },
  ...{
    failing: "overdue",
    refused: "overdue",
    "came-back": "overdue",
    "may-have-been-sent": "overdue",
  },
  ...{ waiting: "assigned", attempting: "assigned", slip: "assigned", "at-home": "assigned" },
};

/** Where a notice stands, and why: always in words, the colour only helps. */
export function NoticeTag({ state, reason }: { state: NoticeState; reason?: string | null }) {
  const tag = (
    <strong className={`state state--${colours[state] ?? "plain"}`}>
      {noticeStateWords[state]}
    </strong>
  );
  return reason ? (
    <>
      {tag}
      <br />
      {reason}
    </>
  ) : (
    tag
  );
}
