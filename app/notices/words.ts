import type { NoticeStep } from "./note-step.ts";
import type { NoticeState } from "./notice.ts";
import type { NoticeKind } from "./owe-notices.ts";

/** What a notice is about, as HR lists it. */
export const kindWords: Record<NoticeKind, string> = {
  "publication-heads": "New version, to department heads",
  "publication-staff": "New version, to all staff",
  assignment: "Training assigned",
  "due-soon": "Reminder, due soon",
  "due-today": "Reminder, due today",
  overdue: "Reminder, overdue",
  escalation: "Overdue, to the supervisor",
  "digest-supervisor": "Week of a team",
  "digest-hr": "Week of everyone, to HR",
  "report-waiting": "Something to read in the portal",
  "report-due": "Something to answer in the portal",
  "advice-waiting": "Something to read in the portal",
  "advice-news": "Something to read in the portal",
  "follow-up-due": "Something to come back to in the portal",
  "latest-seal": "Latest seal, to the auditor",
  "case-waiting": "Something to read in the portal",
  "case-news": "Something to read in the portal",
  "confirmation-waiting": "Something to decide in the portal",
  "confirmation-given": "Something to read in the portal",
  "grant-waiting": "A role waits for a second person",
  "grant-news": "A role was given, or not, or ended",
  "sign-in-changed": "Something changed at sign-in",
};

/** Where a notice stands, in words, in the order a list offers them. */
export const noticeStateWords: Record<NoticeState, string> = {
  waiting: "Waiting",
  attempting: "Being sent",
  "may-have-been-sent": "May have been sent",
  sent: "Sent",
  failing: "Failing",
  refused: "Refused",
  "came-back": "Came back",
  slip: "Slip, not handed over",
  "at-home": "On the home page",
  "handed-over": "Handed over",
  withdrawn: "Withdrawn",
};

/** What no list or count of notices shows HR: it is for its reader's eyes alone. */
export const leftOutOfNotices =
  "what is told to somebody alone, of reports, exchanges, cases, roles and sign-in";

/** What happened to a notice, for its history. */
export const stepWords: Record<NoticeStep, string> = {
  attempt: "Handed to the mail server",
  sent: "Taken by the mail server",
  delayed: "Not taken, to be tried again",
  "gave-up": "Not taken for two days",
  refused: "Refused by the mail server",
  slip: "Became a slip: no working address",
  "at-home": "Put on the home page: no working address",
  "handed-over": "Handed over on paper",
  again: "To be sent again",
  "counted-as-sent": "Counted as sent",
  "came-back": "Came back",
  withdrawn: "Withdrawn",
};

const notByMail: Partial<Record<NoticeState, string>> = {
  waiting: "Nobody yet",
  ...{ slip: "On paper", "handed-over": "On paper", "at-home": "Home page of the portal" },
  withdrawn: "Nobody",
};

/** Where a notice went: the address it was handed to the mail server for, or how else it reaches the person. */
export const sentTo = ({ state, address }: { state: NoticeState; address: string | null }) =>
  notByMail[state] ?? address ?? "Nobody yet";
