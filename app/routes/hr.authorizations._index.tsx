import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { readAuthorizationFilter } from "../people/authorization-filter.ts";
import { authorizationStandings, standingWords } from "../people/authorization-standing.ts";
import { authorizationOrder, readAuthorizations } from "../people/authorizations.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { AuthorizationTable } from "../ui/authorization-table.tsx";
import { SelectField } from "../ui/field.tsx";
import { ListSearch } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";

const path = "/hr/authorizations";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = readAuthorizationFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "authorizations", authorizationOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [clock, page] = await Promise.all([
    clockOf(portal),
    readAuthorizations(viewer, portal, filter, from),
  ]);
  return {
    clock,
    filter,
    rows: page.rows,
    ...pageAddresses(path, filter, "authorizations", page),
    download: addressOf(`${path}.csv`, filter),
  };
});

export default function Authorizations() {
  const { clock, filter, rows, previous, next, download } = useLoaderData<typeof loader>();
  const isFiltered = Boolean(filter.q || filter.standing);
  return (
    <Page title="Authorizations" back={{ to: "/hr", label: "Human Resources" }} wide>
      <p className="govuk-body-l">
        Who may speak for the City online, on what, and from when to when. Lessons about it show who
        is on this list today.
      </p>
      <p className="govuk-body no-print">
        <a className="govuk-button" href={`${path}/new`}>
          Record an authorization
        </a>
      </p>
      <ListSearch
        {...{ path, q: filter.q }}
        label="Find an authorization"
        hint="By name, number or subject; the beginning of a word is enough."
      >
        <SelectField
          name="standing"
          label="Show"
          value={filter.standing ?? ""}
          options={[
            { value: "", label: "All" },
            ...authorizationStandings.map((value) => ({ value, label: standingWords[value] })),
          ]}
        />
      </ListSearch>
      {rows.length === 0 ? (
        <p className="govuk-body-l">
          {isFiltered
            ? "No authorization matches. Take a filter away."
            : "No authorization is recorded: nobody is expressly authorized to speak for the City."}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            <a className="govuk-link" href={download}>
              Download as a spreadsheet (CSV)
            </a>
          </p>
          <AuthorizationTable clock={clock} rows={rows} />
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
