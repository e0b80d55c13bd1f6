import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { readSignedIn, signedInOrder } from "../administration/signed-in.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses, peopleFields, readFilter } from "../people/people-filter.ts";
import { FindSomebody } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

const list = "sessions";
const path = "/admin/sessions";
const search = z.object({ q: peopleFields.q });

export const loader = forRole("administrator", async ({ viewer, portal, url }) => {
  const asked = readFilter(search, url.searchParams);
  if ("refused" in asked) throw refuse(400, asked.refused);
  const at = readPlace(url.searchParams, list, signedInOrder);
  if ("refused" in at) throw refuse(400, at.refused);
  const { q } = asked.filter;
  const page = await readSignedIn(viewer, portal.db, { q, ...at });
  return {
    clock: await clockOf(portal),
    q,
    people: page.rows,
    ...pageAddresses(path, { q }, list, page),
  };
});

export default function Sessions() {
  const { clock, q, people, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Sign-in and sessions" back={{ to: "/admin", label: "Administration" }} wide>
      <p className="govuk-body">
        Who is signed in, since when and in how many places: not where, and not what they do. A
        session ends by itself after two hours without a request, and after twelve at the latest.
      </p>
      <FindSomebody
        {...{ path, q }}
        label="Find a person"
        hint="By name, number or e-mail address, among those who are signed in."
      />
      {people.length === 0 ? (
        <p className="govuk-body">
          {q ? `Nobody who is signed in is found with “${q}”. ` : "Nobody is signed in. "}
          {q ? (
            <a className="govuk-link" href={path}>
              See everyone who is signed in
            </a>
          ) : null}
        </p>
      ) : (
        <Table
          caption={q ? `Signed in, found with “${q}”` : "Who is signed in"}
          columns={["Name", "Number", "Sessions", "The first since"].map((title) => ({ title }))}
          rows={people.map(({ handle, givenName, familyName, sessions, since }) => ({
            key: handle,
            cells: [
              <a
                key={handle}
                className="govuk-link"
                href={`/admin/${encodeURIComponent(handle)}/sessions`}
              >
                {familyName}, {givenName}
              </a>,
              handle,
              sessions,
              <AtMoment key="since" clock={clock} at={since} />,
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
