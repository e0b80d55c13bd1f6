import { useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, refuse } from "../auth/guard.ts";
import { readCapacity } from "../cases/capacity.ts";
import { foldViews, readViewsOfCase, viewOrder } from "../cases/case-views.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { openCase } from "../cases/open-case.ts";
import { sayCaseView } from "../cases/say-case-view.ts";
import { clockOf } from "../clock.ts";
import { listEvidence } from "../evidence-files/list-evidence.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { CaseViewTable } from "../ui/case-view-table.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";

/** For who handles or decides the case: to its investigator, and to second persons, the page does not exist. */
export const loader = forSignedIn(async (visit) => {
  const { viewer, portal, url, params } = visit;
  const kase = await openCase(viewer, portal, params.number ?? "");
  if (!kase) throw notFound();
  const { handles, decides } = await readCapacity(viewer, portal, portal.db, kase);
  if (!handles && !decides) throw notFound();
  const from = readPlace(url.searchParams, "case-views", viewOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  await noteCaseView(visit, kase, "list");
  // Of a case disposed of, the names of its files are gone with its key.
  const files = kase.of === "case" ? await listEvidence(portal, portal.db, kase) : [];
  const nameOf = new Map(files.map(({ id, name }) => [id, name]));
  const { rows, ...page } = await readViewsOfCase(portal, kase, from);
  return {
    clock: await clockOf(portal),
    number: kase.number,
    views: foldViews(rows).map(({ person, number, viewing, fileId, at, files }, index) => ({
      ...{ key: String(index), person, number, at },
      what: sayCaseView(viewing, nameOf.get(fileId ?? ""), files),
    })),
    ...pageAddresses(`/cases/${kase.number}/views`, {}, "case-views", page),
  };
});

export default function Views() {
  const { clock, number, views, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Who saw what"
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      wide
    >
      <p className="govuk-body">
        Everybody who saw something of this case, newest first; what one person saw within a minute
        is one line. That you look here is noted, too.
      </p>
      <CaseViewTable caption="Who saw what of this case" clock={clock} views={views} of="case" />
      <Paging previous={previous} next={next} />
    </Page>
  );
}
