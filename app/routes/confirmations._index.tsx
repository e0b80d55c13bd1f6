import { useLoaderData } from "@remix-run/react";
import { confirmationWords, endWords } from "../auth/confirmations/confirmation-words.ts";
import { confirmationOrder, readConfirmations } from "../auth/confirmations/read-confirmations.ts";
import { forReportHandler, refuse } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";
import { Table } from "../ui/table.tsx";
import { AtMoment } from "../ui/when.tsx";

const list = "confirmations";

export const loader = forReportHandler(async ({ viewer, portal, url }) => {
  const at = readPlace(url.searchParams, list, confirmationOrder);
  if ("refused" in at) throw refuse(400, at.refused);
  const page = await readConfirmations(viewer, portal.db, at);
  return {
    clock: await clockOf(portal),
    rows: page.rows.map(({ id, kind, name, askedBy, askedAt, ended }) => ({
      ...{ id, name, askedBy, askedAt, ended, title: confirmationWords[kind].title },
    })),
    ...pageAddresses("/confirmations", {}, list, page),
  };
});

export default function Confirmations() {
  const { clock, rows, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page title="Confirmed by a second person" wide>
      <p className="govuk-body">
        Nobody changes the way in of somebody who handles cases alone: an administrator asks, and
        one of you confirms. Everybody who holds a role for cases sees all of it here.
      </p>
      {rows.length === 0 ? (
        <p className="govuk-body">Nothing was asked for yet.</p>
      ) : (
        <Table
          caption="The last asked for first"
          columns={["Person", "What", "Asked for", "Where it stands"].map((title) => ({ title }))}
          rows={rows.map(({ id, name, title, askedBy, askedAt, ended }) => ({
            key: id,
            cells: [
              <a key={id} className="govuk-link" href={`/confirmations/${id}`}>
                {name}
              </a>,
              title,
              <span key={id}>
                <AtMoment clock={clock} at={askedAt} /> by {askedBy}
              </span>,
              ended ? (
                <span key={id}>
                  {endWords[ended.as]} <AtMoment clock={clock} at={ended.at} /> by {ended.by}
                </span>
              ) : (
                "Waits"
              ),
            ],
          }))}
        />
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
