import { useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, refuse } from "../auth/guard.ts";
import { fullName, hasRole, mayHandleReports } from "../auth/viewer.ts";
import { type CaseFilter, readCaseFilter } from "../cases/case-filter.ts";
import { caseOrder, isAnyCaseThere, readCases } from "../cases/case-list.ts";
import { countedUpTo, stageWords } from "../cases/stage-words.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { CaseTable } from "../ui/case-table.tsx";
import { SelectField } from "../ui/field.tsx";
import { ListSearch, MoreFilters } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { OnDay } from "../ui/when.tsx";

const path = "/cases";

/** To who can have no case the list does not exist: they hold no grant, and investigate none. */
export const loader = forSignedIn(async ({ viewer, portal, url }) => {
  if (!mayHandleReports(viewer) && !(await isAnyCaseThere(viewer, portal))) throw notFound();
  const read = readCaseFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "cases", caseOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [{ name }, { rows, clock, count, ...page }] = await Promise.all([
    portal.organization(),
    readCases(viewer, portal, filter, from),
  ]);
  return {
    ...{ clock, filter, count, cases: rows, organization: name, by: fullName(viewer) },
    mayReadFigures: hasRole(viewer, "hr-cases"),
    ...pageAddresses(path, filter, "cases", page),
  };
});

export default function Cases() {
  const { clock, filter, count, cases, organization, by, mayReadFigures, previous, next } =
    useLoaderData<typeof loader>();
  const isNarrowed = Boolean(filter.stage || filter.mine);
  return (
    <Page title="Cases" wide>
      <p className="print-title">
        {organization}: cases, <OnDay clock={clock} day={clock.today} />
      </p>
      {mayReadFigures ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`${path}/figures`}>
            Figures of reports and cases
          </a>
        </p>
      ) : null}
      <Search filter={filter} isOpen={isNarrowed} />
      {cases.length === 0 ? (
        <p className="govuk-body-l">
          {isNarrowed || filter.q
            ? `No case matches.${isNarrowed ? " Take a filter away." : " Look at the spelling, or search for something else."}`
            : "No case is there for you. A case is opened from a violation report, and appears here."}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            {counted(count)}, first those that are to be concluded soonest.
          </p>
          <CaseTable clock={clock} cases={cases} />
          <p className="govuk-body-s print-only">
            Printed on <OnDay clock={clock} day={clock.today} /> by {by}
          </p>
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

function Search({ filter, isOpen }: { filter: CaseFilter; isOpen: boolean }) {
  return (
    <ListSearch
      {...{ path, q: filter.q }}
      label="Find a case"
      hint="By its number or the first or last four of it, by a respondent, or by a clause it alleges, such as 6.c."
    >
      <MoreFilters title="Filter" isOpen={isOpen}>
        <SelectField
          name="stage"
          label="Stage"
          value={filter.stage ?? ""}
          options={[
            { value: "", label: "All, closed ones last" },
            { value: "open", label: "All that are open" },
            ...Object.entries(stageWords).map(([value, label]) => ({ value, label })),
          ]}
        />
        <SelectField
          name="mine"
          label="Yours"
          value={filter.mine ?? ""}
          options={[
            { value: "", label: "Yours or not" },
            { value: "investigate", label: "You investigate them" },
            { value: "awaited", label: "They wait for you as the second person" },
          ]}
        />
      </MoreFilters>
    </ListSearch>
  );
}

function counted(count: number | null): string {
  if (count === null) return "More than one page of cases";
  if (count > countedUpTo) return "More than 1,000 cases";
  return count === 1 ? "1 case" : `${count} cases`;
}
