import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { forRole, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { actWords } from "../ledger/act-words.ts";
import { readListedRecords, readWaitingRecords, recordOrder } from "../ledger/listed-records.ts";
import { findPeople } from "../ledger/person-found.ts";
import { type RecordFilter, readRecordFilter } from "../ledger/record-filter.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { RecordSearch, WhoIsMeant } from "../ui/record-search.tsx";
import { RecordTable } from "../ui/record-table.tsx";

const path = "/ledger";

export const loader = forRole("auditor", async ({ viewer, portal, url }) => {
  const clock = await clockOf(portal);
  const acts = Object.entries(actWords)
    .map(([value, label]) => ({ value, label }))
    .sort((one, other) => one.label.localeCompare(other.label));
  const nothing = { people: [], more: false, records: [], waiting: [], previous: null, next: null };
  const read = readRecordFilter(url.searchParams);
  if ("refusal" in read) {
    const { refusal } = read;
    return data({ ...nothing, clock, acts, refusal, filter: {} as RecordFilter }, { status: 400 });
  }
  const { filter } = read;
  const from = readPlace(url.searchParams, "ledger", recordOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { people, more } = filter.q
    ? await findPeople(viewer, portal.db, filter.q)
    : { people: [], more: false };
  const base = { clock, acts, filter, refusal: null, people, more };
  if (filter.q && people.length !== 1) return data({ ...nothing, ...base });
  const asked = { ...filter, personId: people[0]?.id ?? null };
  const [page, waiting] = await Promise.all([
    readListedRecords(viewer, portal, asked, from),
    from.place ? [] : readWaitingRecords(viewer, portal, asked),
  ]);
  return data({
    ...{ ...base, records: page.rows, waiting },
    ...pageAddresses(path, filter, "ledger", page),
  });
});

export default function Ledger() {
  const { clock, acts, filter, refusal, people, more, records, waiting, previous, next } =
    useLoaderData<typeof loader>();
  const isUndecided = Boolean(filter.q) && people.length !== 1;
  const isFiltered = Object.values(filter).some(Boolean);
  return (
    <Page title="Ledger" wide failed={refusal !== null}>
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        Everything that was done in the portal, newest first. Each second what is new goes under a
        seal: a signed fingerprint, which no longer fits if a record is changed, removed or slipped
        in later.
      </p>
      <p className="govuk-body">
        What belongs to reports, exchanges, cases and evidence is private: you see what kind of act
        it was and its seal, not who did it or to whom, and a search by a person does not find it.
      </p>
      <ul className="govuk-list counts">
        <li>
          <a className="govuk-link" href="/ledger/seals">
            Seals
          </a>
        </li>
        <li>
          <a className="govuk-link" href="/ledger/download">
            Download the whole ledger
          </a>
        </li>
      </ul>
      <RecordSearch
        {...{ path, filter, acts, refusal }}
        hint="By name or number: records by them or about them."
        days={{ from: "Sealed from", until: "Sealed until" }}
      />
      <WhoIsMeant {...{ path, filter, people, more }} />
      {waiting.length > 0 ? (
        <>
          <h2 className="govuk-heading-s">Not sealed yet</h2>
          <p className="govuk-body">
            Commonly that takes a second. Until then nobody could tell whether such a record was
            changed.
          </p>
          <RecordTable
            caption="Records that wait for their seal, newest first"
            {...{ clock, records: waiting }}
          />
        </>
      ) : null}
      {waiting.length > 0 && records.length > 0 ? (
        <h2 className="govuk-heading-s">Sealed</h2>
      ) : null}
      {records.length > 0 ? (
        <RecordTable caption="Sealed records, newest first" {...{ clock, records }} />
      ) : null}
      {records.length + waiting.length === 0 && !isUndecided && !refusal ? (
        <p className="govuk-body-l">
          {isFiltered ? "No record matches. Take a filter away." : "Nothing is recorded yet."}
        </p>
      ) : null}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
