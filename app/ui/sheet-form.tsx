import type { FormRefusal } from "../form.ts";
import type { CheckedAnswers, KnownScan, RecordPage } from "../paper/record-page.ts";
import { lessonsTakenWords } from "../paper/words.ts";
import { ChoiceField } from "./choice-field.tsx";
import { ErrorSummary, SelectField, SendButton, TextField } from "./field.tsx";
import { FileField } from "./file-field.tsx";
import { Page } from "./page.tsx";
import { SheetCheck } from "./sheet-check.tsx";

type Answer =
  | { refusal: FormRefusal; staged: KnownScan | null }
  | { checked: CheckedAnswers }
  | undefined;

/** Records what was signed on paper: the form, or once it is right the page that shows it once more. */
export function SheetForm({ page, answer }: { page: RecordPage; answer: Answer }) {
  if (answer && "checked" in answer) return <SheetCheck page={page} checked={answer.checked} />;
  const refusal = answer?.refusal ?? null;
  const failed = Object.keys(refusal?.errors ?? {}).length > 0;
  const staged = answer?.staged ?? null;
  const { signers, clock, recorder } = page;
  return (
    <Page
      title="Record what was signed on paper"
      back={{ to: page.back, label: "Acknowledging on paper" }}
      failed={failed}
    >
      {failed ? <ErrorSummary refusal={refusal} /> : null}
      <p className="govuk-body">
        The paper has to be the form printed here: it names the version and its digest.{" "}
        <a className="govuk-link" href={page.form}>
          Print the form
        </a>
      </p>
      <form method="post" encType="multipart/form-data" noValidate>
        <input
          type="hidden"
          name="sheet"
          value={(refusal?.typed.sheet as string | undefined) ?? page.sheet}
        />
        <input type="hidden" name="step" value="check" />
        {staged ? (
          <input type="hidden" name="staged" value={refusal?.typed.staged as string} />
        ) : null}
        {signers.map((signer, place) => (
          <SignerFields key={signer.handle} {...{ signer, place, refusal }} />
        ))}
        <TextField
          name="signedOn"
          label="The day it was signed, or refused"
          hint="Today or earlier, and not before it was assigned."
          kind="date"
          value={clock.today}
          width={20}
          refusal={refusal}
        />
        <TextField
          name="witness"
          label="Witness: employee number"
          hint={`Who saw it, other than those who signed. You are ${recorder}.`}
          value={recorder}
          width={10}
          spellCheck={false}
          refusal={refusal}
        />
        <ChoiceField
          name="lessons"
          legend="How were the lessons taken?"
          refusal={refusal}
          options={[
            {
              value: "portal",
              label: lessonsTakenWords.portal,
              hint: "Every lesson of the track is complete there.",
            },
            {
              value: "read-aloud",
              label: lessonsTakenWords["read-aloud"],
              hint: "Fill in the day and who read, below.",
            },
            {
              value: "not-taken",
              label: lessonsTakenWords["not-taken"],
              hint: "The statement says that they were done: read them aloud first where you can.",
            },
          ]}
        />
        <div className="read-aloud">
          <TextField
            name="readOn"
            label="If read aloud: on which day"
            kind="date"
            width={20}
            refusal={refusal}
          />
          <TextField
            name="readBy"
            label="If read aloud: by whom"
            hint="Employee number."
            width={10}
            spellCheck={false}
            refusal={refusal}
          />
        </div>
        <FileField
          label={
            staged ? "Another scan, instead of the one that arrived" : "Scan of the signed paper"
          }
          hint={
            staged
              ? `A ${staged.kind} of ${staged.kilobytes} kB has arrived. Choose a file only to replace it.`
              : "A PDF, JPEG or PNG of at most 10 MB. Where everybody refused it may be left out."
          }
          accept="application/pdf,image/jpeg,image/png"
          refusal={refusal}
        />
        <SendButton>Go on: check the answers</SendButton>
      </form>
    </Page>
  );
}

function SignerFields({
  signer: { name, handle, duties },
  place,
  refusal,
}: {
  signer: RecordPage["signers"][number];
  place: number;
  refusal: FormRefusal | null;
}) {
  return (
    <fieldset className="govuk-fieldset signer">
      <legend className="govuk-fieldset__legend govuk-fieldset__legend--m">
        {name} <span className="quiet">({handle})</span>
      </legend>
      {duties.length === 0 ? (
        <p className="govuk-body">
          Nothing is open for {name}: take this person off the sheet to go on.
        </p>
      ) : null}
      <div className="signer__fields">
        <TextField
          name={`name-${place}`}
          label="Name as written"
          value={name}
          spellCheck={false}
          refusal={refusal}
        />
        <SelectField
          name={`outcome-${place}`}
          label="What happened"
          value="signed"
          options={[
            { value: "signed", label: "Signed" },
            { value: "refused", label: "Read it, will not sign" },
          ]}
          refusal={refusal}
        />
      </div>
      <SelectField
        name={`duty-${place}`}
        label="Track and version"
        options={duties}
        {...(duties[0] ? { value: duties[0].value } : {})}
        refusal={refusal}
      />
    </fieldset>
  );
}
