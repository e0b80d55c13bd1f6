import { useLoaderData } from "@remix-run/react";
import { forRole, refuse } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readPlace } from "../keyset.ts";
import { directoryOrder, readDepartments, readPeople } from "../people/directory.ts";
import { pageAddresses, readPeopleFilter } from "../people/people-filter.ts";
import { SelectField } from "../ui/field.tsx";
import { FilterForm } from "../ui/filter-form.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { OnDay } from "../ui/when.tsx";

const path = "/hr/people";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = readPeopleFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { filter } = read;
  const from = readPlace(url.searchParams, "people", directoryOrder(filter));
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const [{ employmentTypes }, clock, departments, page] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    readDepartments(viewer, portal),
    readPeople(viewer, portal, filter, from),
  ]);
  return {
    clock,
    filter,
    choices: { departments, types: employmentTypes },
    people: page.rows.map((person) => ({
      ...person,
      type: person.type && titleOf(employmentTypes, person.type),
    })),
    ...pageAddresses(path, filter, "people", page),
  };
});

export default function People() {
  const { clock, filter, choices, people, previous, next } = useLoaderData<typeof loader>();
  const { q, ...others } = filter;
  const isFiltered = Object.values(others).some(Boolean);
  return (
    <Page title="People" back={{ to: "/hr", label: "Human Resources" }} wide>
      <p className="govuk-body no-print">
        <a className="govuk-link" href={`${path}/new`}>
          Add a person
        </a>{" "}
        or{" "}
        <a className="govuk-link" href={`${path}/import`}>
          import the directory
        </a>
      </p>
      <FilterForm path={path} filter={filter} choices={choices} isOpen={isFiltered}>
        <SelectField
          name="address"
          label="E-mail"
          value={filter.address ?? ""}
          options={[
            { value: "", label: "With an address or without" },
            { value: "none", label: "Without an address" },
            { value: "failing", label: "With one that does not work" },
          ]}
        />
      </FilterForm>
      {people.length === 0 ? (
        <p className="govuk-body-l">
          {q || isFiltered
            ? "Nobody matches. Take a filter away, or show everyone."
            : "The directory is empty."}
        </p>
      ) : (
        <Table
          caption={<span className="govuk-visually-hidden">People</span>}
          columns={[
            { title: "Name" },
            { title: "Number", onPhone: "corner" },
            { title: "Department", onPhone: "inline" },
            { title: "Employment type", onPhone: "inline" },
            { title: "Supervisor" },
          ]}
          rows={people.map((person) => ({
            key: person.handle,
            cells: [
              <a
                key="name"
                className="govuk-link"
                href={`${path}/${encodeURIComponent(person.handle)}`}
              >
                {person.familyName}, {person.givenName}
              </a>,
              person.handle,
              person.department,
              <span key="type">
                {person.type}
                {person.untilOn ? (
                  <span className="quiet">
                    {person.untilOn < clock.today ? ", left " : ", until "}
                    <OnDay clock={clock} day={person.untilOn} />
                  </span>
                ) : null}
              </span>,
              person.supervisor ? (
                <a
                  key="supervisor"
                  className="govuk-link"
                  href={`${path}/${encodeURIComponent(person.supervisor.handle)}`}
                >
                  {fullName(person.supervisor)}
                </a>
              ) : null,
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
