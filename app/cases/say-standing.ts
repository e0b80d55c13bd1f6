import { gradeWords, methodWords } from "../attestation/words.ts";
import { dayIn, writeDay, writeMoment } from "../days.ts";
import { lessonsTakenWords } from "../paper/words.ts";
import { writeChannels } from "../people/channels.ts";
import type { AcknowledgedThen } from "./acknowledged-then.ts";
import type { AllegationStanding } from "./allegation-standing.ts";
import type { LessonThen } from "./lessons-then.ts";

/** Whether the cited version had been acknowledged, in a sentence that claims no more than the days tell. */
export function sayAcknowledged(
  name: string,
  { version: { number }, span, acknowledged }: AllegationStanding,
): string {
  const own = acknowledged.filter(({ isCited, grade }) => isCited && grade !== "refused");
  if (own.length === 0) return `${name} had not acknowledged version ${number} by then.`;
  if (own.some(({ isBefore }) => isBefore))
    return `${name} had acknowledged version ${number} before.`;
  return span.from === span.until
    ? `${name} acknowledged version ${number} on that very day: before the post or after it.`
    : `${name} acknowledged version ${number} between these days: before the post or after it.`;
}

/** What a respondent had acknowledged, learned and was authorized to say by the day of the post, as texts. */
export function sayStanding(
  name: string,
  standing: AllegationStanding,
): { label: string; words: string }[] {
  const { clock, acknowledged, lessons, authorized, version, work } = standing;
  const day = (on: string) => writeDay(clock.locale, on);
  const texts: [string, string[]][] = [
    [
      "The version that applies",
      [
        `Version ${version.number} of policy ${version.policy}, in force since ${day(version.effectiveOn)}.`,
        ...(version.isPublishedLater
          ? ["It was published in this portal only after the post."]
          : []),
        ...(work.wasHere ? [] : [`${name} did not work for the City at that time, as recorded.`]),
        ...(work.lastOn
          ? [`${name} works here no more: the last day was ${day(work.lastOn)}.`]
          : []),
      ],
    ],
    [
      "Acknowledged by the day of the post",
      [
        sayAcknowledged(name, standing),
        ...acknowledged.map((one) => sayOneAcknowledged(standing, one)),
      ],
    ],
    [
      "Lessons that teach the rule",
      lessons.length === 0
        ? ["No lesson of that version teaches the rule."]
        : lessons.flatMap((lesson) => sayLesson(standing, lesson)),
    ],
    [
      "Authorized to speak for the City",
      authorized.length === 0
        ? ["No authorization is recorded for that time."]
        : authorized.map(
            (one) =>
              `${one.reference}: ${one.subject}, ${writeChannels(one.channels)}, from ${day(one.fromOn)}` +
              `${one.untilOn ? ` to ${day(one.untilOn)}` : ""}, by ${one.authorizedBy}` +
              `${one.isRecordedLater ? " (recorded only after the post)" : ""}` +
              `${one.isCorrectedSince ? " (as it stood then; corrected since)" : ""}.`,
          ),
    ],
  ];
  return texts.map(([label, lines]) => ({ label, words: lines.join("\n") }));
}

function sayOneAcknowledged(
  { clock: { locale, timeZone } }: AllegationStanding,
  { reference, version, track, grade, method, at, paper }: AcknowledgedThen,
): string {
  const how = grade === "self" ? "acknowledged" : gradeWords[grade].toLowerCase();
  const when = paper
    ? `(${paper.witness}), on ${writeDay(locale, paper.signedOn)}; recorded ${writeDay(locale, dayIn(timeZone, at))}`
    : `on ${writeMoment(locale, timeZone, at)}; ${methodWords(method, (moment) => writeMoment(locale, timeZone, moment))}`;
  return `Version ${version}, ${track}: ${how} ${when}. Receipt ${reference}.`;
}

function sayLesson(standing: AllegationStanding, lesson: LessonThen): string[] {
  const { version, isCited, title, track, clauses, scenarios } = lesson;
  const tried = scenarios.filter(({ firstTry }) => firstTry);
  const right = scenarios.filter(({ firstTry }) => firstTry?.isRight);
  const first =
    tried.length > 0
      ? ` At the first try ${right.length} of ${tried.length} scenarios were answered right.`
      : "";
  return [
    `“${title}”, a lesson of “${track}”${isCited ? "" : ` in version ${version}`}, teaches ${clauses.join(" and ")}. ` +
      `${sayHowFar(standing, lesson)}${first}`,
    ...tried.map(
      ({ ask, firstTry }) =>
        `${ask} ${firstTry?.isRight ? "Right" : "Not right"} at the first try: ${firstTry?.chosen.join("; ")}`,
    ),
  ];
}

function sayHowFar(
  { clock: { locale, timeZone } }: AllegationStanding,
  { assignedAt, takenAt, paper }: LessonThen,
): string {
  const day = (at: Date) => writeDay(locale, dayIn(timeZone, at));
  if (takenAt) return `It was taken on ${day(takenAt)}.`;
  if (paper?.readOn)
    return `It was read aloud on ${writeDay(locale, paper.readOn)} by ${paper.reader}.`;
  if (paper) return `By the signed paper: ${lessonsTakenWords[paper.lessons].toLowerCase()}.`;
  return assignedAt
    ? `It was assigned on ${day(assignedAt)}, and not taken by then.`
    : "It was not assigned by then.";
}
