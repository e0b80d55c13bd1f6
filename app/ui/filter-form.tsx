import type { ReactNode } from "react";
import type { PeopleFilter } from "../people/people-filter.ts";
import { SelectField, SendButton, TextField } from "./field.tsx";

export type Choices = {
  departments: string[];
  types: { id: string; title: string }[];
};

/** Search and filter of a list of people, as an address: works without script, and can be kept. */
export function FilterForm({
  path,
  filter,
  choices,
  isOpen,
  children,
}: {
  path: string;
  filter: PeopleFilter;
  choices: Choices;
  /** Something beyond the search is set: the reader sees what. */
  isOpen: boolean;
  /** Further choices of this list. */
  children?: ReactNode;
}) {
  return (
    <form method="get" action={path} className="filters">
      <TextField
        name="q"
        label="Find a person"
        hint="By name, number or e-mail address; the beginning of a word is enough."
        value={filter.q ?? ""}
        width={30}
        spellCheck={false}
      />
      <details className="govuk-details filters__more" open={isOpen}>
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">Filter and sort</span>
        </summary>
        <div className="filters__choices">
          {children}
          <SelectField
            name="department"
            label="Department"
            value={filter.department ?? ""}
            options={[
              { value: "", label: "All departments" },
              ...choices.departments.map((name) => ({ value: name, label: name })),
            ]}
          />
          <SelectField
            name="type"
            label="Employment type"
            value={filter.type ?? ""}
            options={[
              { value: "", label: "All employment types" },
              ...choices.types.map(({ id, title }) => ({ value: id, label: title })),
            ]}
          />
          <SelectField
            name="who"
            label="People"
            value={filter.who ?? ""}
            options={[
              { value: "", label: "Who work here, or will" },
              { value: "everyone", label: "Everyone, also who left or is from outside" },
            ]}
          />
        </div>
      </details>
      <div className="govuk-button-group">
        <SendButton kind="secondary">Show</SendButton>
        <a className="govuk-link" href={path}>
          Clear the search
        </a>
      </div>
    </form>
  );
}
