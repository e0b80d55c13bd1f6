import type { AllegationWords } from "../cases/allegation-words.ts";
import { writePosted } from "../cases/allegation-words.ts";
import type { OwnAnswer } from "../cases/own-lines.ts";
import type { OwnNotice } from "../cases/own-notice.ts";
import type { Clock } from "../clock.ts";
import type { FormRefusal } from "../form.ts";
import { FileNames } from "./add-own-evidence.tsx";
import { EvidenceField } from "./evidence-field.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { SendButton, TextAreaField } from "./field.tsx";
import { grievanceEnds } from "./own-notice-words.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Warning } from "./warning.tsx";
import { OnDay } from "./when.tsx";

type Form = { own: OwnNotice; formId: string; refusal: FormRefusal | undefined };

/** What a notice is, until when to answer it, and who may come along. */
export function NoticeHead({ own: { clock, notice, on } }: { own: OwnNotice }) {
  if (!notice) return null;
  const { answerBy, accompanied, answers, decided, closedOn } = notice;
  const isAnswered = answers.some(({ choice }) => choice !== "none");
  const isOver = decided !== null || closedOn !== null;
  return (
    <>
      {decided ? (
        <p className="govuk-body-l">
          This was decided on <OnDay clock={clock} day={decided.on} />:{" "}
          <a className="govuk-link" href={`/my-notices/${decided.reference}`}>
            {decided.of === "decision" ? "read the decision" : "read the outcome"}
          </a>
          .
        </p>
      ) : null}
      {closedOn && !decided ? (
        <p className="govuk-body-l">
          This case was closed on <OnDay clock={clock} day={closedOn} />. You need not answer any
          more.
        </p>
      ) : null}
      {isOver ? null : (
        <p className="govuk-body-l">
          Something is alleged about what you did online. Nothing has been decided: first you are
          asked for your side of it.
        </p>
      )}
      <SummaryList
        rows={[
          ["Date of the letter", <OnDay key="on" clock={clock} day={on} />],
          ...(isOver
            ? []
            : [
                [
                  "Please answer by",
                  <strong key="by">
                    <OnDay clock={clock} day={answerBy} isNear={!isAnswered} />
                  </strong>,
                ] as const,
              ]),
          ...(accompanied ? [["Who may come along", accompanied] as const] : []),
        ]}
      />
      <p className="govuk-body">
        <a className="govuk-link" href="#answer">
          Go to your answer
        </a>
        , or{" "}
        <a className="govuk-link" href="#letter">
          to the letter itself
        </a>
        .
      </p>
    </>
  );
}

/** What is alleged about whoever reads it, with the clause in its own words. */
export function Alleged({ clock, allegations }: { clock: Clock; allegations: AllegationWords[] }) {
  return (
    <section aria-labelledby="alleged">
      <h2 className="govuk-heading-m" id="alleged">
        What is alleged
      </h2>
      {allegations.map((one) => (
        <article className="card" key={one.number} aria-label={one.cite}>
          <h3 className="govuk-heading-s">{one.cite}</h3>
          {one.isWithdrawn ? (
            <p className="govuk-body">
              <strong>This was withdrawn.</strong> You need not answer it.
            </p>
          ) : null}
          <div className="words">
            <blockquote>
              <p>{one.quote}</p>
            </blockquote>
          </div>
          <div className="govuk-body">
            <Paragraphs text={one.particulars} />
          </div>
          <p className="govuk-body quiet">
            Posted {writePosted(clock.locale, one)}.
            {one.addresses.map((address) => (
              <span className="own-line mono" key={address}>
                {address}
              </span>
            ))}
          </p>
          {one.link ? <p className="govuk-body">What it has to do with work: {one.link}</p> : null}
        </article>
      ))}
    </section>
  );
}

/** What was answered before, and which files came with it. */
export function Answered({ own: { clock, reference, notice } }: { own: OwnNotice }) {
  if (!notice) return null;
  const { answers, files } = notice;
  const named = (ids: string[]) =>
    files.filter(({ id }) => ids.includes(id)).map(({ name }) => name);
  return (
    <>
      {answers.length > 0 ? (
        <section aria-labelledby="answered">
          <h2 className="govuk-heading-m" id="answered">
            What was answered
          </h2>
          {answers.map((answer) => (
            <article className="card message" key={answer.number}>
              <h3 className="govuk-heading-s">
                {whoAnswered(answer)}, <OnDay clock={clock} day={answer.on} />
              </h3>
              {answer.words ? <Paragraphs text={answer.words} /> : null}
              {answer.words === null ? (
                <p className="govuk-body">{recorded[answer.choice]}</p>
              ) : null}
              {answer.files.length > 0 ? <FileNames names={named(answer.files)} /> : null}
            </article>
          ))}
        </section>
      ) : null}
      {files.length > 0 ? (
        <section aria-labelledby="files">
          <h2 className="govuk-heading-m" id="files">
            Files you sent
          </h2>
          <EvidenceList path={`/my-notices/${reference}/evidence`} clock={clock} files={files} />
        </section>
      ) : null}
    </>
  );
}

const whoAnswered = ({ words }: OwnAnswer) => (words === null ? "Human Resources" : "You");

const recorded: Record<string, string> = {
  response: "Recorded an answer that you gave on paper or in person.",
  refusal: "Recorded that you do not wish to answer. You can still answer here.",
  none: "Recorded that no answer came. You can still answer here.",
};

/** Where an answer is written, with files; or why there is none any more. */
export function AnswerForm({
  own,
  formId,
  refusal,
  arrived,
}: Form & {
  /** Names of files that arrived although the form was refused. */
  arrived: string[];
}) {
  const { reference, notice, isOpen } = own;
  if (!notice) return null;
  const isFirst = notice.answers.length === 0;
  return (
    <section aria-labelledby="answer">
      <h2 className="govuk-heading-m" id="answer">
        {isFirst ? "Your answer" : "Add to your answer"}
      </h2>
      {isOpen ? (
        <p className="govuk-body">
          The investigator reads it, and those who handle the case. What you sent stays as it is;
          you can add to it until the case is closed. You may also decide not to answer.
        </p>
      ) : (
        <p className="govuk-body">
          The case is closed, so nothing can be added here. If something should still be known, turn
          to Human Resources.
        </p>
      )}
      {arrived.length > 0 ? (
        <div className="govuk-inset-text" role="status">
          These files arrived. You need not choose them again; they go with your answer.
          <FileNames names={arrived} />
        </div>
      ) : null}
      {/* What was typed when the case was closed stays, to be copied. */}
      {isOpen || refusal ? (
        <form
          method="post"
          action={`/my-notices/${reference}`}
          encType="multipart/form-data"
          noValidate
        >
          <SeenFields formId={formId} seen={own.seen} refusal={refusal} />
          <TextAreaField
            name="words"
            label="What should be known?"
            hint="What happened as you see it, and who could say more about it."
            rows={10}
            refusal={refusal}
          />
          <EvidenceField label="Files, if you have any" refusal={refusal} />
          <SendButton>Send your answer</SendButton>
        </form>
      ) : null}
    </section>
  );
}

/** What became of a decision, and where a grievance is filed. */
export function Grievance({ own, formId, refusal }: Form) {
  const { decision, clock, reference, seen } = own;
  if (!decision) return null;
  const { grieved, ended, words, canGrieve, grieveBy } = decision;
  const isLate = clock.today > grieveBy;
  return (
    <>
      {words.map(({ act, on }) => (
        <p className="govuk-inset-text" key={on + act}>
          {act === "rescinded"
            ? "What was decided was taken back on "
            : "What was decided was looked at again, and stands, on "}
          <OnDay clock={clock} day={on} />.
        </p>
      ))}
      {grieved ? (
        <section aria-labelledby="grieved">
          <h2 className="govuk-heading-m" id="grieved">
            Your grievance
          </h2>
          <p className="govuk-body">
            Filed on <OnDay clock={clock} day={grieved.on} />
            {grieved.isLate ? ", after the day to file it in time" : ", in time"}.
          </p>
          {grieved.words ? (
            <div className="card">
              <Paragraphs text={grieved.words} />
            </div>
          ) : null}
          {ended.map(({ on, choice, words }) => (
            <div className="card" key={on + choice}>
              <p className="govuk-body">
                <strong>{grievanceEnds[choice]}</strong>, on <OnDay clock={clock} day={on} />.
              </p>
              <Paragraphs text={words} />
            </div>
          ))}
          {ended.length === 0 ? <p className="govuk-body">It is being looked at.</p> : null}
        </section>
      ) : null}
      {canGrieve || refusal ? (
        <section aria-labelledby="grieve">
          <h2 className="govuk-heading-m" id="grieve">
            If you do not agree
          </h2>
          {isLate ? (
            <p className="govuk-body">
              A grievance in time was to be filed by <OnDay clock={clock} day={grieveBy} />. You can
              still file it: it is marked as late, and whether it is heard is decided then.
            </p>
          ) : (
            <p className="govuk-body">
              You can file a grievance until{" "}
              <strong>
                <OnDay clock={clock} day={grieveBy} isNear />
              </strong>
              . A later one is taken too, and marked as late.
            </p>
          )}
          <form
            method="post"
            action={`/my-notices/${reference}`}
            encType="multipart/form-data"
            noValidate
          >
            <SeenFields formId={formId} seen={seen} refusal={refusal} />
            <TextAreaField
              name="words"
              label="What do you not agree with, and why?"
              rows={8}
              refusal={refusal}
            />
            <Warning>This is final: a grievance is filed once, as you write it here.</Warning>
            <SendButton>File the grievance</SendButton>
          </form>
        </section>
      ) : null}
    </>
  );
}
