import type { FormRefusal } from "../form.ts";
import type { Colleague } from "../intake/form/colleagues.ts";
import type { WhoPage } from "../intake/form/who-form.ts";
import { CheckField } from "./check-field.tsx";
import { CheckboxesField } from "./checkboxes-field.tsx";
import { TextAreaField, TextField } from "./field.tsx";

/** Whom a report is about: found in the directory by who may search it, or in words. */
export function WhoFields({
  who: { search, chosen, words, isUnknown },
  refusal,
}: {
  who: WhoPage;
  refusal: FormRefusal | null | undefined;
}) {
  const unknown = refusal ?? { typed: { unknown: isUnknown ? "yes" : "" }, errors: {} };
  return (
    <>
      {search ? <Search search={search} chosen={chosen} /> : null}
      {chosen.length > 0 ? (
        <CheckboxesField
          name="chosen"
          legend="Chosen from the directory"
          hint="Untick whom you did not mean."
          options={chosen.map(optionOf)}
          value={chosen.map(({ personId }) => personId)}
        />
      ) : null}
      <TextAreaField
        name="words"
        rows={3}
        label={search ? "Or in your own words" : "Who it was, in your own words"}
        hint="Name them as fully as you can, with first and last name or the whole position: that decides who reads the report. You can also write the name of the account. One person a line."
        value={words}
        refusal={refusal}
      />
      <CheckField name="unknown" label="I do not know who it was" refusal={unknown} />
    </>
  );
}

/** Enter in its field searches: the button stands first in the form. */
function Search({
  search: { typed, found, isMore },
  chosen,
}: {
  search: NonNullable<WhoPage["search"]>;
  chosen: WhoPage["chosen"];
}) {
  const fresh = found.filter(({ personId }) => !chosen.some((one) => one.personId === personId));
  return (
    <>
      <div className="search-line">
        <TextField
          name="q"
          label="Search the directory"
          hint="By name; the beginning of a word is enough. You can search again and choose several people."
          value={typed}
          width={20}
          spellCheck={false}
        />
        <button
          type="submit"
          name="go"
          value="search"
          className="govuk-button govuk-button--secondary"
        >
          Search
        </button>
      </div>
      {typed ? (
        <div role="status">
          {found.length === 0 ? (
            <p className="govuk-body">
              Nobody who works here today is found by “{typed}”. Try another spelling, or write who
              it was below.
            </p>
          ) : fresh.length === 0 ? (
            <p className="govuk-body">Everybody found by “{typed}” is chosen already.</p>
          ) : null}
        </div>
      ) : null}
      {fresh.length > 0 ? (
        <CheckboxesField
          name="person"
          legend={`Found by “${typed}”: tick whom you mean`}
          {...(isMore && {
            hint: "These are the first of them. Write more of the name to see others.",
          })}
          options={fresh.map(optionOf)}
        />
      ) : null}
    </>
  );
}

const optionOf = ({ personId, name, position, department }: Colleague) => ({
  value: personId,
  label: [name, position, department].filter(Boolean).join(", "),
});
