import type { Clock } from "../clock.ts";
import type { Day } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { anotherReport } from "../intake/words.ts";
import { ChoiceField } from "./choice-field.tsx";
import { SendButton, TextAreaField, TextField } from "./field.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** With which report one is joined, of those that may tell of the same or by its number, and why. */
export function JoinFields({
  suggested,
  refusal,
}: {
  suggested: { number: string; words: string }[];
  refusal: FormRefusal | null | undefined;
}) {
  return (
    <form method="post" noValidate>
      <p className="govuk-body">
        Both reports are kept as they are, and each shows the other. Each reporter still gets an
        acknowledgement of their own. They can be parted again.
      </p>
      {suggested.length > 0 ? (
        <ChoiceField
          name="choice"
          legend="With which report?"
          hint="The one that goes on: it stays as it is, and this one is kept with it."
          options={[
            ...suggested.map(({ number, words }) => ({
              value: number,
              label: number,
              hint: words,
            })),
            { value: anotherReport, label: "Another, by its number below" },
          ]}
          refusal={refusal}
        />
      ) : (
        <input type="hidden" name="choice" value={anotherReport} />
      )}
      <TextField
        name="other"
        label={
          suggested.length > 0 ? "Number of another report" : "Number of the report to join it with"
        }
        hint={
          suggested.length > 0
            ? "With or without VR and dashes."
            : "The one that goes on: it stays as it is, and this one is kept with it. With or without VR and dashes."
        }
        width={20}
        spellCheck={false}
        refusal={refusal}
      />
      <TextAreaField name="reason" label="Why are they joined?" rows={3} refusal={refusal} />
      <SendButton>Go on</SendButton>
    </form>
  );
}

/** The head of the other report, before the two are joined. */
export function CheckJoining({
  number,
  other,
}: {
  number: string;
  other: { number: string; clock: Clock; filedOn: Day; about: string; reason: string };
}) {
  return (
    <form method="post" noValidate>
      <p className="govuk-body">
        {number} will be kept with this one, which goes on. They can be parted again.
      </p>
      <SummaryList
        rows={[
          ["Report", other.number],
          ["Filed", <OnDay key="filed" clock={other.clock} day={other.filedOn} isNear />],
          ["Whom it is about", other.about || "The reporter does not know"],
          ["Why they are joined", other.reason],
        ]}
      />
      <input type="hidden" name="choice" value={other.number} />
      <input type="hidden" name="reason" value={other.reason} />
      <input type="hidden" name="checked" value={other.number} />
      <SendButton>Join the reports</SendButton>
    </form>
  );
}
