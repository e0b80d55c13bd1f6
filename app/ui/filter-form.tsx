import type { ReactNode } from "react";
import type { PeopleFilter } from "../people/people-filter.ts";
import { SelectField } from "./field.tsx";
import { ListSearch, MoreFilters } from "./list-search.tsx";

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
    <ListSearch
      {...{ path, q: filter.q }}
      label="Find a person"
      hint="By name, number or e-mail address; the beginning of a word is enough."
    >
      <MoreFilters title="Filter and sort" isOpen={isOpen}>
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
      </MoreFilters>
    </ListSearch>
  );
}
