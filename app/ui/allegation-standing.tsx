import type { ReactNode } from "react";
import { gradeWords, methodWords } from "../attestation/words.ts";
import type { AcknowledgedThen } from "../cases/acknowledged-then.ts";
import type { AllegationStanding as Standing } from "../cases/allegation-standing.ts";
import type { LessonThen } from "../cases/lessons-then.ts";
import { sayAcknowledged } from "../cases/say-standing.ts";
import type { Clock } from "../clock.ts";
import { lessonsTakenWords } from "../paper/words.ts";
import { writeChannels } from "../people/channels.ts";
import { AtMoment, momentWords, OnDay, Span } from "./when.tsx";

/** What a respondent had acknowledged, learned and was authorized to say by the day of the post. */
export function AllegationStanding({
  name,
  standing,
  level = "section",
}: {
  name: string;
  standing: Standing;
  /** Below the title of a page, or within a section that has its own heading. */
  level?: "page" | "section";
}) {
  const { clock, span, version, work, acknowledged, lessons, authorized, authorizedBy } = standing;
  const Title = level === "page" ? "h2" : "h4";
  const Part = level === "page" ? "h3" : "h5";
  const own = acknowledged.filter(({ isCited }) => isCited);
  const earlier = acknowledged.filter(({ isCited }) => !isCited);
  const had = own.some(({ grade }) => grade !== "refused");
  return (
    <section className="card">
      <Title className="govuk-heading-s">
        What {name} had read and learned by <Posted {...{ clock, span }} />
      </Title>
      <p className="govuk-body">
        <a className="govuk-link" href={`/policy/${version.policy}/${version.number}`}>
          Version {version.number} of policy {version.policy}
        </a>
        , in force since <OnDay clock={clock} day={version.effectiveOn} />, is the one that applies.
        {version.isPublishedLater ? (
          <strong>
            {" "}
            It was published in this portal only on{" "}
            <AtMoment clock={clock} at={version.publishedAt} dayOnly />, after the post.
          </strong>
        ) : null}
        {version.kind === "editorial" && !had
          ? " It changed words only: who had acknowledged the version before it was not asked again."
          : null}
      </p>
      {work.wasHere ? null : (
        <p className="govuk-body">
          <strong>{name} did not work for the City at that time, as recorded.</strong>
        </p>
      )}
      {work.lastOn ? (
        <p className="govuk-body">
          {name} works here no more: the last day was <OnDay clock={clock} day={work.lastOn} />.
        </p>
      ) : null}
      <Part className="govuk-heading-s">Acknowledged</Part>
      <p className="govuk-body">
        <strong>{sayAcknowledged(name, standing)}</strong>
      </p>
      <Acknowledged clock={clock} rows={own} />
      {earlier.length > 0 ? (
        <>
          <p className="govuk-body">Of earlier versions:</p>
          <Acknowledged clock={clock} rows={earlier} />
        </>
      ) : null}
      <Part className="govuk-heading-s">Lessons</Part>
      {lessons.length === 0 ? (
        <p className="govuk-body">No lesson of that version teaches the rule.</p>
      ) : null}
      <Lessons {...{ clock, lessons }} />
      <Part className="govuk-heading-s">
        Authorized to speak for the City{authorizedBy ? `, ${authorizedBy}` : null}
      </Part>
      {authorized.length === 0 ? (
        <p className="govuk-body">No authorization is recorded for that time.</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {authorized.map((one) => (
            <li key={`${one.reference} ${one.fromOn} ${one.isCorrectedSince}`}>
              {one.reference}: {one.subject}, {writeChannels(one.channels)},{" "}
              <Span clock={clock} {...one} />, by {one.authorizedBy}
              {one.isRecordedLater ? <strong> (recorded only after the post)</strong> : null}
              {one.isCorrectedSince ? <strong> (as it stood then; corrected since)</strong> : null}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

/** "14 November 2026", or the latest day of several. */
function Posted({ clock, span: { from, until } }: Pick<Standing, "clock" | "span">): ReactNode {
  if (from === until) return <OnDay clock={clock} day={from} />;
  return (
    <>
      the days from <OnDay clock={clock} day={from} /> to <OnDay clock={clock} day={until} />
    </>
  );
}

function Acknowledged({ clock, rows }: { clock: Clock; rows: AcknowledgedThen[] }) {
  if (rows.length === 0) return null;
  return (
    <ul className="govuk-list govuk-list--bullet">
      {rows.map(({ reference, version, track, grade, method, at, paper }) => (
        <li key={reference}>
          Version {version}, {track}:{" "}
          {grade === "self" ? "acknowledged" : gradeWords[grade].toLowerCase()}
          {paper ? (
            <>
              {" "}
              ({paper.witness}), on <OnDay clock={clock} day={paper.signedOn} />; recorded{" "}
              <AtMoment clock={clock} at={at} dayOnly />
            </>
          ) : (
            <>
              {" "}
              on <AtMoment clock={clock} at={at} />; {methodWords(method, momentWords(clock))}
            </>
          )}
          . Receipt {reference}.
        </li>
      ))}
    </ul>
  );
}

/** Each lesson in a sentence; behind a line that sums them up where no rule is chosen yet. */
function Lessons({ clock, lessons }: { clock: Clock; lessons: LessonThen[] }) {
  const all = lessons.map((lesson) => (
    <Lesson
      key={`${lesson.version} ${lesson.slug} ${lesson.assignedAt}`}
      clock={clock}
      lesson={lesson}
    />
  ));
  if (lessons.length < 3) return all;
  const taken = lessons.filter(({ takenAt, paper }) => takenAt || paper?.readOn);
  return (
    <details className="govuk-details">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">
          {lessons.length} lessons teach these rules; {taken.length} were taken by then
        </span>
      </summary>
      <div className="govuk-details__text">{all}</div>
    </details>
  );
}

function Lesson({ clock, lesson }: { clock: Clock; lesson: LessonThen }) {
  const { version, isCited, title, track, clauses, scenarios } = lesson;
  const tried = scenarios.filter(({ firstTry }) => firstTry);
  const right = scenarios.filter(({ firstTry }) => firstTry?.isRight);
  return (
    <>
      <p className="govuk-body">
        “{title}”, a lesson of “{track}”{isCited ? null : ` in version ${version}`}, teaches{" "}
        {clauses.length > 3 ? `${clauses.length} of these rules` : clauses.join(" and ")}.{" "}
        <HowFar clock={clock} lesson={lesson} />
        {tried.length > 0
          ? ` At the first try ${right.length} of ${tried.length} scenarios were answered right.`
          : null}
      </p>
      {tried.length > 0 ? (
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">First answers in “{title}”</span>
          </summary>
          <div className="govuk-details__text">
            {scenarios.map(({ id, situation, ask, firstTry }) => (
              <div key={id}>
                {situation.map((paragraph) => (
                  <p className="govuk-body" key={paragraph}>
                    {paragraph}
                  </p>
                ))}
                <p className="govuk-body">
                  <strong>{ask}</strong>
                </p>
                <p className="govuk-body">
                  {firstTry ? (
                    <>
                      {firstTry.isRight ? "Right" : "Not right"} at the first try,{" "}
                      <AtMoment clock={clock} at={firstTry.at} />: {firstTry.chosen.join("; ")}
                    </>
                  ) : (
                    "Not answered by then."
                  )}
                </p>
              </div>
            ))}
          </div>
        </details>
      ) : null}
    </>
  );
}

function HowFar({
  clock,
  lesson: { assignedAt, takenAt, paper },
}: {
  clock: Clock;
  lesson: LessonThen;
}) {
  if (takenAt)
    return (
      <>
        It was taken on <AtMoment clock={clock} at={takenAt} dayOnly />.
      </>
    );
  if (paper?.readOn)
    return (
      <>
        It was read aloud on <OnDay clock={clock} day={paper.readOn} /> by {paper.reader}.
      </>
    );
  if (paper)
    return <>{`By the signed paper: ${lessonsTakenWords[paper.lessons].toLowerCase()}.`}</>;
  if (!assignedAt) return <>It was not assigned by then.</>;
  return (
    <>
      It was assigned on <AtMoment clock={clock} at={assignedAt} dayOnly />, and not taken by then.
    </>
  );
}
