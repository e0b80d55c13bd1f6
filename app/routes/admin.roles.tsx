import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { holderOrder, readGrantHolders } from "../auth/grant-holders.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { roleWords } from "../auth/role.ts";
import { clockOf } from "../clock.ts";
import { writeDay } from "../days.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses, peopleFields, readFilter } from "../people/people-filter.ts";
import { FindSomebody } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";

const list = "roles";
const path = "/admin/roles";
const search = z.object({ q: peopleFields.q });

export const loader = forRole("administrator", async ({ viewer, portal, url }) => {
  const asked = readFilter(search, url.searchParams);
  if ("refused" in asked) throw refuse(400, asked.refused);
  const at = readPlace(url.searchParams, list, holderOrder);
  if ("refused" in at) throw refuse(400, at.refused);
  const { q } = asked.filter;
  const { locale } = await clockOf(portal);
  const page = await readGrantHolders(viewer, portal.db, { q, ...at });
  return {
    q,
    people: page.rows.map(({ handle, givenName, familyName, email, leftOn, roles }) => ({
      handle,
      name: `${familyName}, ${givenName}`,
      email,
      left: leftOn && writeDay(locale, leftOn),
      roles: roles.map(({ role, untilOn, confirmedBy }) => ({
        title: roleWords[role].title,
        more: [
          ...(untilOn ? [`until ${writeDay(locale, untilOn)}`] : []),
          ...(confirmedBy ? [`confirmed by ${confirmedBy}`] : []),
        ].join(", "),
      })),
    })),
    ...pageAddresses(path, { q }, list, page),
  };
});

export default function Roles() {
  const { q, people, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Who holds a role" back={{ to: "/admin", label: "Administration" }} wide>
      <FindSomebody
        {...{ path, q }}
        label="Find a person"
        hint="By name, number or e-mail address; the beginning of a word is enough. Without any: everyone who holds a role."
      />
      {people.length === 0 ? (
        <p className="govuk-body">
          Nobody is found with “{q}”.{" "}
          <a className="govuk-link" href={path}>
            See everyone who holds a role
          </a>
        </p>
      ) : (
        <Table
          caption={q ? `People found with “${q}”` : "Everyone who holds a role, by name"}
          columns={["Name", "Number", "E-mail address", "Roles"].map((title) => ({ title }))}
          rows={people.map(({ handle, name, email, left, roles }) => ({
            key: handle,
            cells: [
              <span key={handle}>
                <a className="govuk-link" href={`/admin/${encodeURIComponent(handle)}`}>
                  {name}
                </a>
                {left ? <span className="quiet"> left on {left}</span> : null}
              </span>,
              handle,
              email ?? "None",
              roles.length > 0 ? <HeldRoles key="roles" roles={roles} /> : "None",
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

function HeldRoles({ roles }: { roles: { title: string; more: string }[] }) {
  return (
    <>
      {roles.map(({ title, more }, index) => (
        <span key={title}>
          {index > 0 ? "; " : null}
          {title}
          {more ? <span className="quiet"> ({more})</span> : null}
        </span>
      ))}
    </>
  );
}
