import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { stateWords } from "../attestation/state.ts";
import { countTeam, readTeam } from "../attestation/team.ts";
import { readTeamFilter } from "../attestation/team-filter.ts";
import { teamStates } from "../attestation/team-states.ts";
import { forSupervisor, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readPlace } from "../keyset.ts";
import { readSlips } from "../notices/slips.ts";
import { peopleByName } from "../people/by-name.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { SelectField } from "../ui/field.tsx";
import { ListSearch } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { TeamFigures } from "../ui/team-figures.tsx";
import { TeamTable } from "../ui/team-table.tsx";

const path = "/team";

export const loader = forSupervisor(async ({ viewer, portal, url }) => {
  const read = readTeamFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "team", peopleByName);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [{ tracks }, clock, counts, page, slips] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    countTeam(viewer, portal, filter),
    readTeam(viewer, portal, filter, from),
    readSlips(viewer, portal),
  ]);
  return {
    clock,
    filter,
    counts,
    slips: slips.length,
    rows: page.rows.map((row) => ({
      ...row,
      standings: row.standings.map((one) => ({ ...one, track: titleOf(tracks, one.track) })),
    })),
    ...pageAddresses(path, filter, "team", page),
  };
});

const places = [
  { to: "/team/print", name: "Print the list" },
  { to: "/team/letters", name: "Set-up letters" },
  { to: "/team/paper", name: "Acknowledging on paper" },
];

export default function Team() {
  const { clock, filter, counts, slips, rows, previous, next } = useLoaderData<typeof loader>();
  const { q, state, below } = filter;
  return (
    <Page title="My people" wide>
      <TeamFigures counts={counts} filter={filter} />
      <div className="team-acts no-print">
        <a className="govuk-button" href="/team/remind">
          Remind one or all
        </a>
        <ul className="govuk-list">
          {slips > 0 ? (
            <li>
              <a className="govuk-link" href="/team/slips">
                <strong>{slips === 1 ? "1 slip" : `${slips} slips`}</strong> to hand over
              </a>
            </li>
          ) : null}
          {places.map(({ to, name }) => (
            <li key={to}>
              <a className="govuk-link" href={to}>
                {name}
              </a>
            </li>
          ))}
        </ul>
      </div>
      <details className="govuk-details open-when-wide" open={Boolean(q || state)}>
        <summary className="govuk-details__summary">
          <span className="govuk-details__summary-text">Find a person, or show those below</span>
        </summary>
        <ListSearch
          {...{ path, q }}
          label="Find a person"
          hint="By name or number; the beginning of a word is enough."
          clear={addressOf(path, { below })}
        >
          <div className="filters__choices">
            <SelectField
              name="state"
              label="State"
              value={state ?? ""}
              options={[
                { value: "", label: "All states" },
                ...teamStates.map((one) => ({ value: one, label: stateWords[one] })),
              ]}
            />
            <SelectField
              name="below"
              label="Who"
              value={below ?? ""}
              options={[
                { value: "", label: "Those who report to me" },
                { value: "yes", label: "Also those below them" },
              ]}
            />
          </div>
        </ListSearch>
      </details>
      {rows.length === 0 ? (
        <p className="govuk-body-l">
          {q || state ? "Nobody matches. Take a filter away." : "Nobody reports to you today."}
        </p>
      ) : (
        <TeamTable clock={clock} rows={rows} />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
