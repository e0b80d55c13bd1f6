import type { Organization } from "../content/frozen-version.ts";
import type { Addressees } from "../exchanges/possible-parties.ts";
import { elsewhere } from "../exchanges/words.ts";
import type { FormRefusal } from "../form.ts";
import { CallContact } from "./call-contact.tsx";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { SelectField, SendButton, TextAreaField, TextField } from "./field.tsx";
import { WhatIsKept } from "./what-is-kept.tsx";

export type Asking = {
  formId: string;
  platforms: string[];
  addressees: Addressees;
  kept: { title: string; html: string } | null;
  /** Whom to call when the answer cannot wait. */
  contact: Organization["contacts"][number] | null;
};

/** The form of a request for advice: to whom it goes and what is kept, and as few questions as will do. */
export function AdviceForm({
  asking: { formId, platforms, addressees, kept, contact },
  refusal,
}: {
  asking: Asking;
  refusal: FormRefusal | null | undefined;
}) {
  return (
    <section aria-labelledby="ask">
      <h2 className="govuk-heading-m" id="ask">
        Then ask
      </h2>
      <p className="govuk-body">{sayWhere(addressees)}</p>
      <p className="govuk-body">
        No time is promised for the answer.
        {contact ? (
          <>
            {" "}
            When it cannot wait, call <CallContact contact={contact} />.
          </>
        ) : null}
      </p>
      <p className="govuk-body">
        This is support. It is not used in a case unless it is passed to Human Resources with a
        reason, and you are told first. A law may still require that it is shown.
      </p>
      <WhatIsKept kept={kept} />
      <form method="post" action="/advice" noValidate>
        <input
          type="hidden"
          name="formId"
          value={(refusal?.typed.formId as string | undefined) ?? formId}
        />
        <TextAreaField
          name="what"
          label="What happened?"
          hint="A few words are enough. You can write more later."
          rows={5}
          refusal={refusal}
        />
        <ChoiceField
          name="isOngoing"
          legend="Is it still going on?"
          hint="If it is, leave it first, with the words above."
          options={[
            { value: "yes", label: "Yes" },
            { value: "no", label: "No" },
          ]}
          refusal={refusal}
        />
        <SelectField
          name="platform"
          label="Where is it? (optional)"
          options={[
            { value: "", label: "Choose a platform" },
            ...platforms.map((one) => ({ value: one, label: one })),
            elsewhere,
          ]}
          refusal={refusal}
        />
        <TextField
          name="address"
          label="Address, or name of the group or chat (optional)"
          hint="As copied from the browser or the app. The portal does not open it."
          spellCheck={false}
          refusal={refusal}
        />
        <TextField
          name="since"
          label="Since when? (optional)"
          hint="For example: an hour ago, or since Friday."
          width={20}
          refusal={refusal}
        />
        {addressees.possibleParties.length > 0 ? (
          <CheckboxesField
            name="parties"
            legend="Is one of these people part of it? (optional)"
            hint={sayInstead(addressees)}
            options={addressees.possibleParties.map((one) => ({
              value: one.handle,
              label: `${nameOf(one)}${one.isSupervisor ? ", your supervisor" : one.position ? `, ${one.position}` : ""}`,
            }))}
            refusal={refusal}
          />
        ) : null}
        <SendButton>Ask for advice</SendButton>
      </form>
    </section>
  );
}

type Named = Addressees["to"][number];

const nameOf = ({ givenName, familyName }: Named) => `${givenName} ${familyName}`;

/** "Helen Osei and Tom Baker": all of them read it. */
function allOf(people: Named[]): string {
  return new Intl.ListFormat("en", { type: "conjunction" }).format(people.map(nameOf));
}

/** To whom it goes; a supervisor who cannot read it now will, once they can. */
function sayWhere({ to, instead, possibleParties }: Addressees): string {
  const supervisor = possibleParties.find(({ isSupervisor }) => isSupervisor);
  if (!supervisor) return `It goes to ${allOf(to)}.`;
  if (to.some(({ isSupervisor }) => isSupervisor)) {
    const away = instead.length > 0 ? `, and while they are away to ${allOf(instead)}` : "";
    return `It goes to ${nameOf(supervisor)}, your supervisor${away}.`;
  }
  return `${nameOf(supervisor)}, your supervisor, is away: it goes to ${allOf(to)}. While it is open, ${nameOf(supervisor)} reads it once they are back.`;
}

function sayInstead({ to, instead }: Addressees): string {
  const kept = "Tick them, and it is kept from them.";
  const [only, ...more] = to;
  if (!only || more.length > 0 || instead.length === 0) return kept;
  return `${kept} Without ${nameOf(only)} it goes to ${allOf(instead)}.`;
}
