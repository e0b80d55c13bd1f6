import type { LogPage } from "../exchanges/log/log-page.ts";
import { partyField } from "../exchanges/log/party-field.ts";
import { elsewhere, knownWords } from "../exchanges/words.ts";
import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";
import { EvidenceField } from "./evidence-field.tsx";
import { StagedFiles } from "./evidence-fields.tsx";
import { SelectField, TextAreaField, TextField } from "./field.tsx";

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));

/** What an adviser logs of an exchange, in the order of telling it. */
export function LogFields({
  page: { platforms, typed, files, target },
  refusal,
}: {
  page: LogPage;
  refusal: FormRefusal | undefined;
}) {
  const field = (name: string) => ({ name, value: typed[name] ?? "", refusal });
  const who = target?.person.givenName ?? "the employee";
  return (
    <>
      <SelectField
        {...field("platform")}
        label="Platform"
        options={[
          { value: "", label: "Choose" },
          ...platforms.map((one) => ({ value: one, label: one })),
          elsewhere,
        ]}
      />
      <TextField
        {...field("otherPlatform")}
        label="Where, if it was somewhere else (optional)"
        width={20}
        spellCheck={false}
      />
      <TextField
        {...field("address")}
        label="Address of the exchange (optional)"
        hint="It is kept as text: the portal never opens it."
        spellCheck={false}
      />
      <TextField {...field("happenedOn")} label="Day it happened" kind="date" width={20} />
      <TextAreaField
        {...field("said")}
        label="What was said?"
        hint="What you saw or were told, and by whom. At most 20,000 characters."
        rows={6}
      />
      <ChoiceField
        {...field("disengaged")}
        legend={`Did ${who} leave the exchange politely?`}
        hint="For example with one kind last sentence, and no answer after it."
        options={optionsOf(knownWords)}
      />
      <ChoiceField
        {...field("recognizable")}
        legend="Could anyone be recognized as staff of the City?"
        hint="By a name, a uniform, a vehicle, or what a profile says."
        options={optionsOf(knownWords)}
      />
      <TextAreaField
        {...field("advice")}
        label="Advice you gave (optional)"
        hint="Your last answer stands here already, if there is one. Leave it empty if you gave none yet."
        rows={4}
      />
      <ChoiceField
        {...field("next")}
        legend="What happens next?"
        hint="Closing is final: the exchange stays with you, and cannot be opened again."
        options={[
          { value: "close", label: "Close it now: nothing more is to be done" },
          { value: "later", label: "Come back to it on the day below" },
        ]}
      />
      <TextField
        {...field("followUpOn")}
        label="Day to come back to it"
        hint="Only if you come back to it. You are told on that day."
        kind="date"
        width={20}
      />
      <PartOfIt between={target?.between ?? []} typed={refusal?.typed ?? typed} />
      <div id="pictures">
        {files.length > 0 ? <StagedFiles files={files} /> : null}
        <EvidenceField
          label={files.length > 0 ? "Add more pictures (optional)" : "Pictures (optional)"}
          refusal={refusal}
        />
      </div>
    </>
  );
}

/** Supervisors between who logs and whom it is about. */
function PartOfIt({
  between,
  typed,
}: {
  between: { handle: string; name: string }[];
  typed: FormRefusal["typed"];
}) {
  if (between.length === 0) return null;
  return (
    <div className="govuk-form-group">
      <fieldset className="govuk-fieldset">
        <legend className="govuk-fieldset__legend govuk-fieldset__legend--s">
          Part of it: it is kept from them
        </legend>
        <div className="govuk-checkboxes govuk-checkboxes--small">
          {between.map(({ handle, name }) => (
            <div key={handle} className="govuk-checkboxes__item">
              <input
                className="govuk-checkboxes__input"
                id={partyField(handle)}
                name={partyField(handle)}
                type="checkbox"
                value="yes"
                defaultChecked={typed[partyField(handle)] === "yes"}
              />
              <label className="govuk-label govuk-checkboxes__label" htmlFor={partyField(handle)}>
                {name}
              </label>
            </div>
          ))}
        </div>
      </fieldset>
    </div>
  );
}
