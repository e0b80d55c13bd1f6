import { data } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { readLatestOfLog, readLog } from "../administration/log.ts";
import { loggedActs } from "../administration/log-acts.ts";
import { readGrantHolders } from "../auth/grant-holders.ts";
import { forRole, refuse } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { actWords } from "../ledger/act-words.ts";
import { recordOrder } from "../ledger/listed-records.ts";
import { type RecordFilter, readRecordFilter } from "../ledger/record-filter.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { RecordSearch, WhoIsMeant } from "../ui/record-search.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

const list = "admin-log";
const path = "/admin/log";

export const loader = forRole("administrator", async ({ viewer, portal, url }) => {
  const clock = await clockOf(portal);
  const acts = loggedActs.map((value) => ({ value, label: actWords[value] }));
  const nothing = { clock, acts, people: [], more: false, entries: [], previous: null, next: null };
  const read = readRecordFilter(url.searchParams);
  if ("refusal" in read) {
    const { refusal } = read;
    return data({ ...nothing, refusal, filter: {} as RecordFilter }, { status: 400 });
  }
  const { filter } = read;
  const at = readPlace(url.searchParams, list, recordOrder);
  if ("refused" in at) throw refuse(400, at.refused);
  const { people, more } = await peopleFor(filter.q);
  const base = { ...nothing, filter, refusal: null, people, more };
  if (filter.q && people.length !== 1) return data(base);
  const asked = { ...filter, personId: people[0]?.personId ?? null };
  const [page, latest] = await Promise.all([
    readLog(viewer, portal, asked, at),
    at.place ? [] : readLatestOfLog(viewer, portal, asked),
  ]);
  const entries = [...latest, ...page.rows];
  return data({ ...base, entries, ...pageAddresses(path, filter, list, page) });

  async function peopleFor(q: string | undefined) {
    if (!q) return { people: [], more: false };
    const { rows, next } = await readGrantHolders(viewer, portal.db, { q, place: null, size: 20 });
    const exact = rows.filter(({ handle }) => handle === q);
    const people = (exact.length === 1 ? exact : rows).map(({ personId, handle, ...name }) => ({
      ...{ personId, handle, name: fullName(name) },
    }));
    return { people, more: exact.length !== 1 && next !== null };
  }
});

export default function LogPage() {
  const { clock, acts, filter, refusal, people, more, entries, previous, next } =
    useLoaderData<typeof loader>();
  const isUndecided = Boolean(filter.q) && people.length !== 1;
  return (
    <Page
      title="Log"
      back={{ to: "/admin", label: "Administration" }}
      wide
      failed={refusal !== null}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body">
        Who changed what in how people get in and what they may do, newest first. Nothing here can
        be changed or removed, and nothing of a case stands in it.
      </p>
      <RecordSearch
        {...{ path, filter, acts, refusal }}
        hint="By name, number or e-mail address: what they did, and what was done about them."
        days={{ from: "From", until: "Until" }}
      />
      <WhoIsMeant {...{ path, filter, people, more }} />
      {entries.length > 0 ? (
        <Table
          caption={<span className="govuk-visually-hidden">The log, newest first</span>}
          columns={[{ title: "What happened" }, { title: "When", onPhone: "inline" }]}
          rows={entries.map(({ id, at, sentence }) => ({
            key: id,
            cells: [
              <span key="sentence" className="log-sentence">
                {sentence}
              </span>,
              <AtMoment key="at" clock={clock} at={at} />,
            ],
          }))}
        />
      ) : isUndecided || refusal ? null : (
        <p className="govuk-body-l">
          {Object.values(filter).some(Boolean)
            ? "Nothing matches. Take a filter away."
            : "Nothing was changed yet."}
        </p>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
