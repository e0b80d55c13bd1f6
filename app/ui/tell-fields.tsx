import type { ReactNode } from "react";
import type { FormRefusal } from "../form.ts";
import { CheckField } from "./check-field.tsx";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { TextAreaField } from "./field.tsx";

type Refused = { refusal: FormRefusal | null | undefined };

/** Why an exchange goes to HR, whom the report is to be about, and which rule seems broken. */
export function TellFields({
  formId,
  name,
  rules,
  refusal,
}: { formId: string; name: string; rules: string[] } & Refused) {
  return (
    <form method="post" noValidate>
      <input type="hidden" name="formId" value={(refusal?.typed.formId as string) ?? formId} />
      <TextAreaField
        name="reason"
        label="Why does it go to Human Resources?"
        hint={`${name} reads these words, and Human Resources does.`}
        refusal={refusal}
      />
      <CheckboxesField
        name="about"
        legend="Whom is the report to be about?"
        hint="Who may have broken the policy. It may be somebody else."
        options={[{ value: "person", label: name }]}
        refusal={refusal}
      />
      <TextAreaField
        name="others"
        label="Somebody else"
        hint="As you know them, one a line. Leave it empty when nobody."
        rows={2}
        refusal={refusal}
      />
      <CheckboxesField
        name="rules"
        legend="Which rule does it seem to break?"
        hint="Nothing ticked: not sure."
        options={rules.map((label, index) => ({ value: String(index), label }))}
        refusal={refusal}
      />
      <CheckField name="isUrgent" label="Urgent: somebody is in danger now" refusal={refusal} />
      <ActButton act="look">Go on: read it before it is sent</ActButton>
    </form>
  );
}

/** The same form once more, with nothing to see in it but its buttons. */
export function TellNow({ typed, name }: { typed: FormRefusal["typed"]; name: string }) {
  return (
    <form method="post" noValidate>
      {Object.entries(typed).flatMap(([field, value]) =>
        [value ?? []]
          .flat()
          .map((text) => (
            <input key={`${field} ${text}`} type="hidden" name={field} value={text} />
          )),
      )}
      <div className="govuk-button-group">
        <ActButton act="tell">Tell {name}</ActButton>
        <ActButton act="change" isSecondary>
          Change it
        </ActButton>
      </div>
    </form>
  );
}

function ActButton({
  act,
  isSecondary = false,
  children,
}: {
  act: "look" | "change" | "tell";
  isSecondary?: boolean;
  children: ReactNode;
}) {
  return (
    <button
      type="submit"
      name="do"
      value={act}
      className={`govuk-button${isSecondary ? " govuk-button--secondary" : ""}`}
      data-module="govuk-button"
      data-prevent-double-click="true"
    >
      {children}
    </button>
  );
}
