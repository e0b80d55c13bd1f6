import type { OwnAnswer } from "../cases/own-lines.ts";
import type { OwnNotice } from "../cases/own-notice.ts";
import type { FormRefusal } from "../form.ts";
import { FileNames } from "./add-own-evidence.tsx";
import { EvidenceField } from "./evidence-field.tsx";
import { EvidenceList } from "./evidence-list.tsx";
import { SendButton, TextAreaField } from "./field.tsx";
import { Paragraphs } from "./paragraphs.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { OnDay } from "./when.tsx";

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
}: {
  own: OwnNotice;
  formId: string;
  refusal: FormRefusal | undefined;
  /** Names of files that arrived although the form was refused. */
  arrived: string[];
}) {
  const { reference, notice, isOpen } = own;
  if (!notice) return null;
  const isFirst = notice.answers.length === 0;
  const isAnswered = notice.answers.some(({ choice }) => choice === "response");
  return (
    <section aria-labelledby="answer">
      <h2 className="govuk-heading-m" id="answer">
        {isFirst ? "Your answer" : "Add to your answer"}
      </h2>
      {isOpen ? (
        <p className="govuk-body">
          The investigator reads it, and those who handle the case. What you sent stays as it is;
          you can add to it until the case is closed.
          {isAnswered ? null : " You may also decide not to answer."}
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
