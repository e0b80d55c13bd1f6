import type { Grade } from "../attestation/acknowledgement.ts";
import type { EndingReason } from "../attestation/end-assignments.ts";
import { endingWords, gradeWords } from "../attestation/words.ts";
import { type Day, dayIn } from "../days.ts";
import { endSentence } from "../end-sentence.ts";
import type { Section } from "./document.ts";
import type { PacketAssignment } from "./packet.ts";
import type { Writing } from "./write-document.ts";
import { countServed } from "./write-notices.ts";

/** Who, which version, and what came of it. */
export function writeSummary({ packet, day, moment }: Writing, timeZone: string): Section {
  const { person, version, assignments } = packet;
  const { policy, organization } = version.content;
  return {
    id: "in-short",
    title: "In short",
    blocks: [
      {
        words:
          `This file holds what the training portal of ${organization.name} has on record about one ` +
          "person and one version of one policy: what was in force, why it applied to this person, what " +
          "they were shown, what they did, and how it is known that it was they who did it. It also " +
          "says who could have altered the record, and what it does not prove.",
      },
      {
        facts: [
          ["Person", `${person.name}, number ${person.handle}`],
          ["Work", workWords(packet, dayIn(timeZone, new Date(packet.made_at)), day)],
          ["Policy", `${policy.number}, ${policy.title}`],
          [
            "Version",
            `${version.number}, in force from ${day(version.effective_on)}, published in the portal ` +
              `${moment(version.published_at)}`,
          ],
          ["Digest of the version (SHA-256)", version.version_digest],
          ...assignments.map((one): [string, string] => [
            trackTitle(packet, one.track),
            outcomeOf(one, { day, moment }),
          ]),
          ...(assignments.length === 0
            ? [
                ["Training", "Nothing of this version was assigned to this person."] as [
                  string,
                  string,
                ],
              ]
            : []),
          ["Notices", countServed({ packet })],
          ["Made", `${moment(packet.made_at)}, by ${packet.made_by}`],
          ["Packet", packet.id],
          ["Times", `In the time zone ${timeZone.replaceAll("_", " ")}`],
        ],
      },
    ],
  };
}

/** What the person worked as on a day, or last did or will next. */
function workWords(
  { person, history }: Writing["packet"],
  today: Day,
  day: Writing["day"],
): string {
  const rows = history.employments
    .filter(({ superseded_at }) => superseded_at === null)
    .toSorted((one, other) => (one.from_on < other.from_on ? -1 : 1));
  const words = (row: (typeof rows)[number]) => `${row.position}, ${row.department}`;
  const begun = rows.findLast(({ from_on }) => from_on <= today);
  if (!begun) {
    const [next] = rows;
    if (next) return `${words(next)}, from ${day(next.from_on)}`;
    return person.is_outside ? "From outside: never employed here" : "No employment is recorded";
  }
  return begun.until_on && begun.until_on < today
    ? `None when this packet was made. Until ${day(begun.until_on)}: ${words(begun)}`
    : `${words(begun)}, when this packet was made`;
}

/** What came of an assignment, in a sentence. */
function outcomeOf(
  one: PacketAssignment,
  { day, moment }: Pick<Writing, "day" | "moment">,
): string {
  const { acknowledgement, state } = one;
  if (acknowledgement) {
    const { paper, reference, grade, at } = acknowledgement;
    const how = gradeWords[grade as Grade] ?? grade;
    return paper
      ? `${how} (${paper.witness.name}) on ${day(paper.signed_on)}, recorded ${moment(at)}, receipt ${reference}`
      : `${how}: ${moment(at)}, receipt ${reference}`;
  }
  const ended = one.changes.find(({ what }) => what === "ended");
  if (ended) {
    const why = endingWords[ended.why as EndingReason] ?? ended.why;
    return `Ended without an acknowledgement, ${why}: ${endSentence(moment(ended.at))}`;
  }
  return `Not acknowledged when this packet was made. ${standingOf(state, day(one.due_on))}`;
}

function standingOf(state: string, due: string): string {
  if (state === "overdue") return `Overdue: it was due ${due}.`;
  if (state === "on-leave") return `On leave that day, on which nothing is overdue. Due ${due}.`;
  if (state === "exempt") return `Exempt that day, on which nothing is overdue. Due ${due}.`;
  return state === "learning" ? `Begun; due ${due}.` : `Not begun; due ${due}.`;
}

/** A track's title in the version. */
export function trackTitle({ version }: Writing["packet"], track: string): string {
  return version.content.tracks.find(({ id }) => id === track)?.title ?? track;
}
