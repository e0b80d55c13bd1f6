import { addressOf } from "../address.ts";
import type { FormRefusal } from "../form.ts";
import type { RecordFilter } from "../ledger/record-filter.ts";
import { SelectField, TextField } from "./field.tsx";
import { ListSearch } from "./list-search.tsx";

type Found = { handle: string; name: string };

/** Search of a list of records: by person, by what happened, by days. `days` says what a day is one of. */
export function RecordSearch({
  path,
  filter,
  acts,
  hint,
  days,
  refusal,
}: {
  path: string;
  filter: RecordFilter;
  acts: { value: string; label: string }[];
  hint: string;
  days: { from: string; until: string };
  refusal: FormRefusal | null;
}) {
  const { q, act, from, until } = filter;
  return (
    <ListSearch label="Find a person" {...{ path, hint, q, refusal }}>
      <div className="filters__choices">
        <SelectField
          name="act"
          label="What happened"
          value={act ?? ""}
          options={[{ value: "", label: "Anything" }, ...acts]}
          refusal={refusal}
        />
        <TextField name="from" label={days.from} kind="date" value={from ?? ""} refusal={refusal} />
        <TextField
          name="until"
          label={days.until}
          kind="date"
          value={until ?? ""}
          refusal={refusal}
        />
      </div>
    </ListSearch>
  );
}

/** Whose records are listed, where somebody is searched for; or, where that is nobody or several, the choice. */
export function WhoIsMeant({
  path,
  filter,
  people,
  more,
}: {
  path: string;
  filter: RecordFilter;
  people: Found[];
  more: boolean;
}) {
  if (!filter.q) return null;
  const [person, ...others] = people;
  if (!person) return <p className="govuk-body-l">Nobody is found by “{filter.q}”.</p>;
  if (others.length === 0) {
    return (
      <h2 className="govuk-heading-m">
        By or about {person.name} ({person.handle})
      </h2>
    );
  }
  return (
    <section>
      <h2 className="govuk-heading-m">Who is meant?</h2>
      <ul className="govuk-list">
        {people.map(({ handle, name }) => (
          <li key={handle}>
            <a className="govuk-link" href={addressOf(path, { ...filter, q: handle })}>
              {name} ({handle})
            </a>
          </li>
        ))}
      </ul>
      {more ? <p className="govuk-body">There are more. Write more of the name.</p> : null}
    </section>
  );
}
