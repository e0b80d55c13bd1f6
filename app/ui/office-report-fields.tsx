import type { ReactNode } from "react";
import type { ReportSettings } from "../content/frozen-version.ts";
import type { FormRefusal } from "../form.ts";
import type { FoundPerson } from "../intake/directory-search.ts";
import { notInDirectory, officeChannels } from "../intake/words.ts";
import { CheckField } from "./check-field.tsx";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { ChoiceField } from "./choice-field.tsx";
import { TextAreaField, TextField } from "./field.tsx";

type Refused = { refusal: FormRefusal | undefined };

/** The form for a report that HR writes down: all that the reporter's own form asks, on one page. */
export function OfficeReportFields({
  form,
  platforms,
  rules,
  people = { reporters: [], subjects: [] },
  refusal,
}: {
  /** Names this form, so that it files one report with one code. */
  form: string;
  platforms: string[];
  rules: ReportSettings["rules"];
  people: { reporters: FoundPerson[]; subjects: FoundPerson[] } | undefined;
} & Refused) {
  return (
    <form method="post" action="/reports/new" noValidate>
      {/* Whoever presses Enter in a field files nothing by that. */}
      <button type="submit" name="do" value="find" hidden />
      <input type="hidden" name="form" value={(refusal?.typed.form as string) ?? form} />
      <CheckField
        name="isUrgent"
        label="Urgent: the reporter says that somebody is in danger now"
        refusal={refusal}
      />
      <ChoiceField
        name="channel"
        legend="How did the report come?"
        options={Object.entries(officeChannels).map(([value, label]) => ({ value, label }))}
        refusal={refusal}
      />
      <Reporter people={people.reporters} refusal={refusal} />
      <Post {...{ platforms, refusal }} />
      <Subjects people={people.subjects} refusal={refusal} />
      <CheckboxesField
        name="rules"
        legend="Which rule does it seem to break?"
        hint="Nothing ticked: not sure."
        options={rules.map(({ says, onChannels }, index) => ({
          value: String(index),
          label: onChannels ? `On a channel of the City: ${lower(says)}` : says,
        }))}
        refusal={refusal}
      />
      <TextAreaField name="witnesses" label="Who else saw it?" rows={2} refusal={refusal} />
      <TextAreaField
        name="pasted"
        label="Text that shows it"
        hint="Such as the words of the post. Files are added on the report’s page."
        rows={4}
        refusal={refusal}
      />
      <button
        type="submit"
        name="do"
        value="file"
        className="govuk-button"
        data-module="govuk-button"
        data-prevent-double-click="true"
      >
        File the report
      </button>
    </form>
  );
}

function Reporter({ people, refusal }: { people: FoundPerson[] } & Refused) {
  return (
    <Part id="reporter" title="The reporter">
      <ChoiceField
        name="kind"
        legend="Do they give their name?"
        options={[
          { value: "named", label: "Yes" },
          {
            value: "confidential",
            label: "Yes, in confidence",
            hint: "Only those who handle the report see it.",
          },
          {
            value: "anonymous",
            label: "No",
            hint: "Nothing of this part is kept, nor the hour at which you file it.",
          },
        ]}
        refusal={refusal}
      />
      <Search
        name="reporterSearch"
        label="Find the reporter in the directory"
        part="reporter"
        refusal={refusal}
      />
      {people.length ? (
        <ChoiceField
          name="reporterPerson"
          legend="Is it one of these?"
          options={[
            ...people.map(({ handle, name, work }) => ({
              ...{ value: handle, label: `${name} (${handle})` },
              ...(work ? { hint: work } : {}),
            })),
            { value: notInDirectory, label: "None of them: as written below" },
          ]}
          refusal={refusal}
        />
      ) : null}
      <TextField name="name" label="Name, of somebody not found" refusal={refusal} />
      <TextField
        name="email"
        label="E-mail address"
        inputMode="email"
        spellCheck={false}
        refusal={refusal}
      />
      <TextField name="phone" label="Phone" width={20} refusal={refusal} />
      <TextAreaField
        name="reach"
        label="Anything else about how to reach them"
        rows={2}
        refusal={refusal}
      />
    </Part>
  );
}

function Post({ platforms, refusal }: { platforms: string[] } & Refused) {
  return (
    <Part id="post" title="What happened">
      <TextAreaField name="what" label="What happened?" rows={8} refusal={refusal} />
      <CheckboxesField
        name="platforms"
        legend="Where?"
        options={platforms.map((name) => ({ value: name, label: name }))}
        refusal={refusal}
      />
      <TextField name="otherPlatforms" label="Somewhere else" width={30} refusal={refusal} />
      <TextAreaField
        name="addresses"
        label="Addresses of posts, accounts or groups"
        hint="One a line."
        rows={3}
        refusal={refusal}
      />
      <ChoiceField
        name="when"
        legend="When was it posted?"
        options={[
          { value: "day", label: "On a day" },
          { value: "span", label: "Between two days" },
          { value: "unknown", label: "The reporter does not know" },
        ]}
        refusal={refusal}
      />
      <TextField name="on" label="The day" kind="date" width={20} refusal={refusal} />
      <TextField name="from" label="Or: not before" kind="date" width={20} refusal={refusal} />
      <TextField name="until" label="And not after" kind="date" width={20} refusal={refusal} />
    </Part>
  );
}

function Subjects({ people, refusal }: { people: FoundPerson[] } & Refused) {
  return (
    <Part id="about" title="Whom it is about">
      <Search
        name="subjectSearch"
        label="Find somebody in the directory"
        part="about"
        refusal={refusal}
      />
      {people.length ? (
        <CheckboxesField
          name="subjects"
          legend="It is about"
          options={people.map(({ handle, name, work }) => ({
            value: handle,
            label: `${name} (${handle})${work ? `, ${work}` : ""}`,
          }))}
          refusal={refusal}
        />
      ) : null}
      <TextAreaField
        name="subjectWords"
        label="Others, as the reporter calls them"
        hint="One a line. Nobody: the reporter does not know."
        rows={2}
        refusal={refusal}
      />
      <TextAreaField
        name="recognizable"
        label="How can one tell that it is a City employee?"
        rows={2}
        refusal={refusal}
      />
    </Part>
  );
}

function Part({ id, title, children }: { id: string; title: string; children: ReactNode }) {
  return (
    <section id={`${id}-part`} aria-labelledby={`${id}-title`}>
      <h2 className="govuk-heading-m" id={`${id}-title`}>
        {title}
      </h2>
      {children}
    </section>
  );
}

/** A search within the form: it comes back with whom it found, and with all that was typed. */
function Search({
  name,
  label,
  part,
  refusal,
}: { name: string; label: string; part: string } & Refused) {
  return (
    <div className="search-within">
      <TextField
        name={name}
        label={label}
        hint="By name, number or e-mail address."
        width={20}
        spellCheck={false}
        refusal={refusal}
      />
      <button
        type="submit"
        name="do"
        value="find"
        formAction={`/reports/new#${part}-part`}
        className="govuk-button govuk-button--secondary"
        data-module="govuk-button"
      >
        Find<span className="govuk-visually-hidden">: {label}</span>
      </button>
    </div>
  );
}

const lower = (words: string) => words.charAt(0).toLowerCase() + words.slice(1);
