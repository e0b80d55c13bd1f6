import { useLoaderData } from "@remix-run/react";
import { forAdviser, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readExchangeFilter } from "../exchanges/exchange-filter.ts";
import {
  closedOrder,
  readClosedExchanges,
  readLeftExchanges,
  readOpenExchanges,
} from "../exchanges/exchange-list.ts";
import { nameAbout } from "../exchanges/log/log-about.ts";
import { readLogDrafts } from "../exchanges/log/log-draft.ts";
import { listedUpTo } from "../exchanges/words.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { DoneBanner } from "../ui/done-banner.tsx";
import { ExchangeTable } from "../ui/exchange-table.tsx";
import { ListSearch } from "../ui/list-search.tsx";
import { LogDrafts } from "../ui/log-drafts.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";

const path = "/exchanges";

/** The first page shows what is open, and drafts; those after it go on with what is closed. */
export const loader = forAdviser(async ({ viewer, portal, url }) => {
  const read = readExchangeFilter(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "exchanges", closedOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { filter } = read;
  const [clock, left, open, closed, drafts] = await Promise.all([
    clockOf(portal),
    from.place ? [] : readLeftExchanges(viewer, portal, filter),
    from.place ? [] : readOpenExchanges(viewer, portal, filter),
    readClosedExchanges(viewer, portal, filter, from),
    from.place || filter.q ? [] : readLogDrafts(viewer, portal),
  ]);
  const { rows, ...page } = closed;
  return {
    ...{ clock, filter, open: open.slice(0, listedUpTo), isMore: open.length > listedUpTo },
    ...{ left, closed: rows, isFirst: page.previous === null },
    drafts: await Promise.all(
      drafts.map(async ({ id, savedAt, expiresOn, ...draft }) => ({
        ...{ id, savedAt, expiresOn, name: await nameAbout(viewer, portal, draft) },
      })),
    ),
    isSupervisor: viewer.isSupervisor,
    isDeleted: url.searchParams.get("done") === "deleted",
    ...pageAddresses(path, filter, "exchanges", page),
  };
});

export default function Exchanges() {
  const {
    clock,
    filter,
    left,
    open,
    isMore,
    closed,
    isFirst,
    drafts,
    isDeleted,
    isSupervisor,
    previous,
    next,
  } = useLoaderData<typeof loader>();
  const waiting = open.filter(({ state }) => state === "waiting");
  const due = open.filter(({ state }) => state === "due");
  const others = open.filter(({ state }) => state !== "waiting" && state !== "due");
  const isNothing = open.length === 0 && closed.length === 0;
  return (
    <Page title="Exchanges" wide>
      {isDeleted ? <DoneBanner>The draft is deleted.</DoneBanner> : null}
      {isSupervisor ? (
        <a className="govuk-button no-print" href={`${path}/new`}>
          Log an exchange
        </a>
      ) : null}
      {left.length > 0 ? (
        <ExchangeTable
          title="Closed by you, with something left to do"
          clock={clock}
          exchanges={left}
        />
      ) : null}
      {waiting.length > 0 ? (
        <ExchangeTable title="Waiting for an answer" clock={clock} exchanges={waiting} />
      ) : null}
      {due.length > 0 ? (
        <ExchangeTable title="Follow-ups due" clock={clock} exchanges={due} />
      ) : null}
      <LogDrafts clock={clock} drafts={drafts} />
      {others.length > 0 ? (
        <ExchangeTable title="Other open ones" clock={clock} exchanges={others} />
      ) : null}
      {isMore ? (
        <p className="govuk-body">
          Only the first {listedUpTo} open ones are listed. Search for a person to find the others.
        </p>
      ) : null}
      {isFirst && left.length + open.length === 0 && !filter.q ? (
        <p className="govuk-body-l">
          Nothing waits for you. When somebody asks you for advice about an exchange online, it
          appears here.
        </p>
      ) : null}
      {closed.length > 0 ? (
        <ExchangeTable title="Closed by you" clock={clock} exchanges={closed} />
      ) : null}
      {isNothing && filter.q ? (
        <p className="govuk-body-l">No exchange matches. Look at the spelling of the name.</p>
      ) : null}
      <Paging previous={previous} next={next} />
      {isNothing && !filter.q ? null : (
        <ListSearch
          {...{ path, q: filter.q }}
          label="Find an exchange"
          hint="By the name or number of the person, or by the number of the exchange."
        />
      )}
    </Page>
  );
}
