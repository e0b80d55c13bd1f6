import type { AllegationStanding as Standing } from "../cases/allegation-standing.ts";
import type { CitableRule } from "../cases/find-for-allegation.ts";
import type { FormRefusal } from "../form.ts";
import { AllegationStanding } from "./allegation-standing.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { TextAreaField } from "./field.tsx";
import { KeptFields } from "./kept-fields.tsx";

const before = [
  ...["person", "when", "on", "from", "until", "earliest", "latest"],
  ...["where", "version", "whyVersion"],
];

/** The second step of an allegation: which rule of the version that was in force, and in which words. */
export function AllegeWhat({
  found: { respondent, rules, standing },
  refusal,
}: {
  found: { respondent: { name: string }; rules: CitableRule[]; standing: Standing };
  refusal: FormRefusal | undefined;
}) {
  return (
    <>
      <KeptFields names={before} refusal={refusal} />
      <input type="hidden" name="step" value="state" />
      <AllegationStanding name={respondent.name} standing={standing} level="page" />
      <ChoiceField
        name="clause"
        legend="Which rule?"
        options={rules.map(({ clause, label, says }) => ({
          ...{ value: clause, label: `${atStart(label)} (${clause})` },
          hint: `${says.join(". ")}.`,
        }))}
        refusal={refusal}
      />
      <details className="govuk-details">
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">
            These rules in the words of version {standing.version.number}
          </span>
        </summary>
        <div className="govuk-details__text">
          {rules.map(({ clause, label, text }) => (
            <p className="govuk-body" key={clause}>
              <strong>
                {atStart(label)} ({clause}):
              </strong>{" "}
              “{text}”
            </p>
          ))}
        </div>
      </details>
      <TextAreaField
        name="particulars"
        label="Particulars"
        hint="What was posted, in its own words where you have them, where, and who could see it. The respondent reads this and answers it. Do not write who reported it."
        rows={8}
        refusal={refusal}
      />
      <TextAreaField
        name="addresses"
        rows={3}
        label="Addresses of the posts (optional)"
        hint="One on each line. They are kept as text, and never opened by the portal."
        value=""
        refusal={refusal}
      />
      <ChoiceField
        name="duty"
        legend="Was it posted at work?"
        options={[
          { value: "at-work", label: "At work, or with the City’s equipment" },
          { value: "off-duty", label: "Off duty, in their own time" },
        ]}
        refusal={refusal}
      />
      <TextAreaField
        name="link"
        label="Off duty: what links it to the workplace?"
        hint="For example that it names the City or somebody who works here, that the writer can be recognized as working here, or what it did at work."
        rows={3}
        refusal={refusal}
      />
    </>
  );
}

const atStart = (label: string) => label.charAt(0).toUpperCase() + label.slice(1);
