import { useLoaderData } from "@remix-run/react";
import { addressOf } from "../address.ts";
import { readAttestationFilter } from "../attestation/attestation-filter.ts";
import { attestationOrder, countedUpTo, readAttestations } from "../attestation/attestations.ts";
import { readNarrowing } from "../attestation/narrowing.ts";
import { ageWords, overdueAges } from "../attestation/overdue-age.ts";
import { attestationSorts, sortWords } from "../attestation/sorts.ts";
import { attestationStates, stateWords } from "../attestation/state.ts";
import { groupWords, stateGroups } from "../attestation/state-groups.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { readChoices } from "../dashboard/choices.ts";
import { readPlace } from "../keyset.ts";
import { readDepartments } from "../people/directory.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { AttestationTable } from "../ui/attestation-table.tsx";
import { SelectField } from "../ui/field.tsx";
import { FilterForm } from "../ui/filter-form.tsx";
import { Narrowing } from "../ui/narrowing.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";

const path = "/hr/attestations";

export const loader = forRole("hr-training", async ({ viewer, portal, url }) => {
  const read = readAttestationFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { filter } = read;
  const list = `attestations by ${filter.sort}`;
  const from = readPlace(url.searchParams, list, attestationOrder(filter));
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const [organization, clock, departments, chosen, narrowing, page] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    readDepartments(viewer, portal),
    readChoices(viewer, portal),
    readNarrowing(portal, filter),
    readAttestations(viewer, portal, filter, from),
  ]);
  const { employmentTypes, tracks } = organization;
  return {
    clock,
    filter,
    choices: { departments, types: employmentTypes },
    tracks: tracks.map(({ id, title }) => ({ value: id, label: title })),
    versions: [...new Set(chosen.map(({ version }) => version))].map((version) => ({
      value: version,
      label: version.replace("/", ", version "),
    })),
    narrowing: narrowing && { ...narrowing, without: addressOf(path, narrowing.others) },
    isFiltered: Object.values({ ...filter, q: undefined, sort: undefined }).some(Boolean),
    count: page.count,
    countedUpTo: countedUpTo(filter),
    rows: page.rows.map((row) => ({
      ...row,
      track: titleOf(tracks, row.track),
      type: row.type && titleOf(employmentTypes, row.type),
    })),
    ...pageAddresses(path, filter, list, page),
    download: addressOf(`${path}.csv`, filter),
  };
});

export default function Attestations() {
  const { clock, filter, choices, tracks, versions, isFiltered, count, rows, ...more } =
    useLoaderData<typeof loader>();
  const { narrowing, previous, next, download } = more;
  return (
    <Page title="Attestations" back={{ to: "/hr", label: "Human Resources" }} wide>
      <FilterForm
        path={path}
        filter={filter}
        choices={choices}
        isOpen={isFiltered || filter.sort !== "name"}
      >
        <SelectField
          name="state"
          label="State"
          value={filter.state ?? ""}
          options={[
            { value: "", label: "All states" },
            ...stateGroups.map((group) => ({ value: group, label: groupWords[group] })),
            ...attestationStates.map((state) => ({ value: state, label: stateWords[state] })),
          ]}
        />
        <SelectField
          name="track"
          label="Track"
          value={filter.track ?? ""}
          options={[{ value: "", label: "All tracks" }, ...tracks]}
        />
        <SelectField
          name="version"
          label="Version"
          value={filter.version ?? ""}
          options={[{ value: "", label: "All versions" }, ...versions]}
        />
        <SelectField
          name="age"
          label="Overdue for"
          value={filter.age ?? ""}
          options={[
            { value: "", label: "Any time, or not overdue" },
            ...overdueAges.map((age) => ({ value: age, label: ageWords[age] })),
          ]}
        />
        <SelectField
          name="sort"
          label="Order"
          value={filter.sort}
          options={attestationSorts.map((sort) => ({ value: sort, label: sortWords[sort] }))}
        />
        {narrowing?.kept.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
      </FilterForm>
      {narrowing ? <Narrowing clock={clock} {...narrowing} /> : null}
      {rows.length === 0 ? (
        <p className="govuk-body-l">
          {count > 0
            ? "Nothing is left on this page of the list. Begin again at the first."
            : filter.q || isFiltered
              ? "No attestation matches. Take a filter away, or show everyone."
              : "No training is assigned to anybody yet."}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            <strong>{countWords(count, more.countedUpTo, clock.locale)}</strong>.{" "}
            <a className="govuk-link" href={download}>
              Download as a spreadsheet (CSV)
            </a>
          </p>
          <AttestationTable clock={clock} rows={rows} sort={filter.sort} />
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

function countWords(count: number, upTo: number, locale: string): string {
  if (count > upTo) return `More than ${upTo.toLocaleString(locale)} attestations`;
  return count === 1 ? "1 attestation" : `${count.toLocaleString(locale)} attestations`;
}
