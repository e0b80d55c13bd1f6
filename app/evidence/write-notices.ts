import { endSentence } from "../end-sentence.ts";
import type { NoticeStep } from "../notices/note-step.ts";
import type { NoticeState } from "../notices/notice.ts";
import type { NoticeKind } from "../notices/owe-notices.ts";
import { kindWords, stepWords } from "../notices/words.ts";
import type { Block, Section } from "./document.ts";
import type { PacketNotice, PacketNoticeStep } from "./packet.ts";
import type { Writing } from "./write-document.ts";
import { trackTitle } from "./write-summary.ts";

/** Whether the person was told, when, and how that is known. */
export function writeNotices(writing: Writing): Section {
  const { notices } = writing.packet;
  return {
    id: "notices",
    title: "Was this person told, when, and how is that known?",
    blocks:
      notices.length === 0
        ? [{ words: "The portal owed this person no notice about this version." }]
        : [
            {
              words:
                "These are the notices that the portal owed this person about this version, and what " +
                "became of each. That the mail server took a message means that it answered so for this " +
                "address; whether the message was opened is on record nowhere. A slip is the same notice " +
                "on paper: who handed it over said so in the portal. Each outcome is in the ledger with the " +
                "digest of the words, which the City keeps and can hand over. A reminder names all training " +
                "that was open that day, and stands here with the one that was due first.",
            },
            ...notices.flatMap((notice) => noticeBlocks(writing, notice)),
          ],
  };
}

function noticeBlocks(writing: Writing, notice: PacketNotice): Block[] {
  const { packet, day, moment } = writing;
  const said = notice.steps.findLast(({ subject }) => subject !== null);
  const assignment = packet.assignments.find(({ id }) => id === notice.assignment);
  const about = assignment ? `: ${trackTitle(packet, assignment.track)}` : "";
  return [
    { heading: `${kindWords[notice.kind as NoticeKind] ?? notice.kind}${about}` },
    {
      facts: [
        ["Was it served", servedWords(writing, notice)],
        ["Since", `${moment(notice.owed_at)}, ${asked(notice)}`],
        ...(notice.due_on ? [row("About the due day", day(notice.due_on))] : []),
        ...(said
          ? [
              row("Subject", said.subject ?? ""),
              row("Digest of the words (SHA-256)", said.digest ?? ""),
            ]
          : []),
        ...notice.steps.map((step) => row(moment(step.at), stepLine(step))),
      ],
    },
  ];
}

const row = (name: string, value: string): [string, string] => [name, value];

const asked = ({ owed_by }: PacketNotice) =>
  owed_by ? `asked for by ${owed_by}` : "by the portal itself";

function stepLine({ step, by, address, reason }: PacketNoticeStep): string {
  const to = step === "attempt" && address ? ` for ${address}` : "";
  const who = by ? `, by ${by}` : "";
  return `${stepWords[step as NoticeStep] ?? step}${to}${who}${reason ? `: ${reason}` : ""}`;
}

/** How many were served and how, in a sentence for the summary. */
export function countServed({ packet }: Pick<Writing, "packet">): string {
  const by = Map.groupBy(packet.notices, ({ state, steps }) =>
    steps.at(-1)?.step === "counted-as-sent"
      ? "not known"
      : (outcomes[state as NoticeState] ?? "not served"),
  );
  if (by.size === 0) return "None was owed about this version.";
  const told = [...by].map(([outcome, { length }]) => `${length} ${outcome}`);
  return `${packet.notices.length} owed about this version: ${told.join(", ")}.`;
}

const outcomes: Partial<Record<NoticeState, string>> = {
  sent: "taken by the mail server",
  "handed-over": "handed over on paper",
  "at-home": "shown on the portal's home page",
  attempting: "not known",
  "may-have-been-sent": "not known",
  withdrawn: "withdrawn",
};

/** Where a notice stood, in the words an arbitrator asks for. */
function servedWords({ moment }: Writing, { state, steps }: PacketNotice): string {
  const last = steps.at(-1);
  const at = last ? moment(last.at) : "";
  const address = steps.findLast((one) => one.address !== null)?.address ?? "the address";
  const words: Record<NoticeState, string> = {
    waiting: last
      ? "Not when this packet was made: it waited for the next try."
      : "Not when this packet was made: it waited to go out.",
    attempting: `Not known when this packet was made: it was being sent to ${address}.`,
    "may-have-been-sent": `Not known: it was handed to the mail server for ${address} on ${at}, and no answer is on record. It may have been sent.`,
    sent:
      last?.step === "counted-as-sent"
        ? `Not known by an answer of the mail server: it was handed over for ${address}, the answer was lost, and ${last.by} counted it as sent on ${endSentence(at)}`
        : `By mail: the mail server took it for ${address} on ${endSentence(at)}`,
    failing: `No: the mail server did not take it for ${address} in two days of trying.`,
    refused: `No: the mail server refused it for ${address} on ${endSentence(at)}`,
    "came-back": `No: the mail server took it for ${address}, and it came back; recorded ${endSentence(at)}`,
    slip: "No: there was no working address, and nobody has recorded that they handed over the slip.",
    "at-home": `On the portal's home page since ${at}, for there was no working address. Whether it was looked at is not on record.`,
    "handed-over": `On paper: ${last?.by ?? "somebody"} recorded on ${at} that it was handed over.`,
    withdrawn: `No: it was withdrawn on ${at}, by ${last?.by ?? "the portal itself"}: ${endSentence(last?.reason ?? "no reason is on record")}`,
  };
  return words[state as NoticeState] ?? state;
}
