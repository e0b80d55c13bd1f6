import { useLoaderData } from "@remix-run/react";
import { forReportHandler, refuse } from "../auth/guard.ts";
import { inboxOrder, readInbox } from "../intake/inbox.ts";
import { type InboxFilter, readInboxFilter } from "../intake/inbox-filter.ts";
import { countedUpTo, kindWords, stateWords } from "../intake/words.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { SelectField } from "../ui/field.tsx";
import { ListSearch, MoreFilters } from "../ui/list-search.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { ReportTable } from "../ui/report-table.tsx";

const path = "/reports";

export const loader = forReportHandler(async ({ viewer, portal, url }) => {
  const read = readInboxFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "reports", inboxOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const { rows, clock, count, ...page } = await readInbox(viewer, portal, filter, from);
  const hasSteppedAside = url.searchParams.get("done") === "stepped-aside";
  return {
    ...{ clock, filter, count, reports: rows, hasSteppedAside },
    ...pageAddresses(path, filter, "reports", page),
  };
});

export default function Inbox() {
  const { clock, filter, count, reports, hasSteppedAside, previous, next } =
    useLoaderData<typeof loader>();
  const isNarrowed = Boolean(filter.state || filter.kind || filter.urgent);
  const isFiltered = isNarrowed || Boolean(filter.q);
  return (
    <Page title="Violation reports" wide>
      {hasSteppedAside ? (
        <DoneBanner>You stepped aside. The report is with somebody else now.</DoneBanner>
      ) : null}
      <p className="govuk-body no-print">
        <a className="govuk-link" href={`${path}/new`}>
          Enter a report for somebody who phones, writes or comes by
        </a>
      </p>
      <Search filter={filter} isOpen={isNarrowed} />
      {reports.length === 0 ? (
        <p className="govuk-body-l">
          {isFiltered
            ? `No report matches.${isNarrowed ? " Take a filter away." : " Look at the spelling, or search for something else."}`
            : "No report waits for you. New ones appear here as they are filed."}
        </p>
      ) : (
        <>
          <p className="govuk-body">
            {counted(count)}, first the urgent ones that are not acknowledged, then new ones.
          </p>
          <ReportTable clock={clock} reports={reports} />
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}

function Search({ filter, isOpen }: { filter: InboxFilter; isOpen: boolean }) {
  return (
    <ListSearch
      {...{ path, q: filter.q }}
      label="Find a report"
      hint="By its number or the first or last four of it, by somebody of the directory it is about, or by exactly the address of a post or the name it gives somebody else."
    >
      <MoreFilters title="Filter" isOpen={isOpen}>
        <SelectField
          name="state"
          label="State"
          value={filter.state ?? ""}
          options={[{ value: "", label: "All states" }, ...optionsOf(stateWords)]}
        />
        <SelectField
          name="kind"
          label="Reporter"
          value={filter.kind ?? ""}
          options={[{ value: "", label: "All reporters" }, ...optionsOf(kindWords)]}
        />
        <SelectField
          name="urgent"
          label="Urgent"
          value={filter.urgent ?? ""}
          options={[
            { value: "", label: "Urgent or not" },
            { value: "yes", label: "Urgent only" },
          ]}
        />
      </MoreFilters>
    </ListSearch>
  );
}

function counted(count: number): string {
  if (count > countedUpTo) return "More than 1,000 reports";
  return count === 1 ? "1 report" : `${count} reports`;
}

const optionsOf = (words: Record<string, string>) =>
  Object.entries(words).map(([value, label]) => ({ value, label }));
