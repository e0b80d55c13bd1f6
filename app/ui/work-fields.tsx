import type { FormRefusal } from "../form.ts";
import { SelectField, TextField } from "./field.tsx";

/** What a form of work needs to offer. */
type WorkChoices = { departments: string[]; types: { id: string; title: string }[] };

/** What stands in the fields at first. */
type WorkValues = {
  department?: string;
  position?: string;
  type?: string;
  supervisor?: string;
  fromOn?: string;
  untilOn?: string;
};

/** The fields of a period of work. */
export function WorkFields({
  choices,
  values = {},
  refusal,
  firstDay = "First day",
  firstDayHint,
}: {
  choices: WorkChoices;
  values?: WorkValues;
  refusal: FormRefusal | null;
  firstDay?: string;
  firstDayHint?: string;
}) {
  return (
    <>
      <TextField
        name="fromOn"
        label={firstDay}
        hint={firstDayHint}
        kind="date"
        value={values.fromOn ?? ""}
        refusal={refusal}
        width={20}
      />
      <TextField
        name="untilOn"
        label="Last day"
        hint="Leave it empty when no end is known."
        kind="date"
        value={values.untilOn ?? ""}
        refusal={refusal}
        width={20}
      />
      <TextField
        name="department"
        label="Department"
        hint={`One of ${choices.departments.slice(0, 12).join(", ") || "your own"}${choices.departments.length > 12 ? " …" : ""}, or a new one.`}
        value={values.department ?? ""}
        refusal={refusal}
        width={30}
      />
      <TextField
        name="position"
        label="Position"
        value={values.position ?? ""}
        refusal={refusal}
        width={30}
      />
      <SelectField
        name="type"
        label="Employment type"
        value={values.type ?? ""}
        refusal={refusal}
        options={[
          { value: "", label: "Choose one" },
          ...choices.types.map(({ id, title }) => ({ value: id, label: title })),
        ]}
      />
      <TextField
        name="supervisor"
        label="Supervisor’s employee number"
        hint="Leave it empty for somebody who reports to nobody."
        value={values.supervisor ?? ""}
        refusal={refusal}
        width={10}
        spellCheck={false}
      />
    </>
  );
}

/** The fields of a person's names and address. */
export function NamesFields({
  values = {},
  refusal,
}: {
  values?: { givenName?: string; familyName?: string; email?: string | null };
  refusal: FormRefusal | null;
}) {
  return (
    <>
      <TextField
        name="givenName"
        label="Given name"
        value={values.givenName ?? ""}
        refusal={refusal}
        width={30}
        spellCheck={false}
      />
      <TextField
        name="familyName"
        label="Family name"
        value={values.familyName ?? ""}
        refusal={refusal}
        width={30}
        spellCheck={false}
      />
      <TextField
        name="email"
        label="E-mail address"
        hint="Leave it empty for somebody without one: notices become slips on paper."
        value={values.email ?? ""}
        refusal={refusal}
        width={30}
        inputMode="email"
        spellCheck={false}
      />
    </>
  );
}
