import type { OwnNotice } from "../cases/own-notice.ts";
import type { FormRefusal } from "../form.ts";
import { SendButton, TextAreaField } from "./field.tsx";
import { grievanceEnds } from "./own-notice-words.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SeenFields } from "./seen-fields.tsx";
import { Warning } from "./warning.tsx";
import { OnDay } from "./when.tsx";

/** What became of a decision, and where a grievance is filed. */
export function Grievance({
  own,
  formId,
  refusal,
}: {
  own: OwnNotice;
  formId: string;
  refusal: FormRefusal | undefined;
}) {
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
