import { useLoaderData } from "@remix-run/react";
import { forReportHandler, notFound, refuse } from "../auth/guard.ts";
import { foldViews, readViewingPerson, readViewsBy, viewOrder } from "../cases/case-views.ts";
import { noteCaseView } from "../cases/note-case-view.ts";
import { sayCaseView } from "../cases/say-case-view.ts";
import { clockOf } from "../clock.ts";
import { readPlace } from "../keyset.ts";
import { pageAddresses } from "../people/people-filter.ts";
import { CaseViewTable } from "../ui/case-view-table.tsx";
import { Page } from "../ui/page.tsx";
import { Paging } from "../ui/paging.tsx";

/** What one person saw, `?person=<handle>`, of the cases that who asks handles or decides in. */
export const loader = forReportHandler(async (visit) => {
  const { viewer, portal, url } = visit;
  const handle = url.searchParams.get("person") ?? "";
  const person = await readViewingPerson(portal, handle);
  if (!person) throw notFound();
  const from = readPlace(url.searchParams, "case-views-by", viewOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const { rows, ...page } = await readViewsBy(viewer, portal, person.id, from);
  for (const id of new Set(rows.map(({ caseId }) => caseId))) {
    await noteCaseView(visit, { id }, "list");
  }
  return {
    clock: await clockOf(portal),
    name: person.name,
    views: foldViews(rows).map(({ person: by, number, viewing, at, files }, index) => ({
      ...{
        key: String(index),
        person: by,
        number,
        at,
        what: sayCaseView(viewing, undefined, files),
      },
    })),
    ...pageAddresses("/cases/views", { person: handle }, "case-views-by", page),
  };
});

export default function ViewsBy() {
  const { clock, name, views, previous, next } = useLoaderData<typeof loader>();
  return (
    <Page
      title={`What ${name} saw`}
      caption="Cases"
      back={{ to: "/cases", label: "All cases" }}
      wide
    >
      {views.length === 0 ? (
        <p className="govuk-body-l">
          Of the cases that you handle, {name} saw nothing{previous ? " before that" : ""}.
        </p>
      ) : (
        <>
          <p className="govuk-body">
            Of the cases that you handle, newest first. That you look here is noted with each of
            them, too.
          </p>
          <CaseViewTable caption={`What ${name} saw`} clock={clock} views={views} of="person" />
        </>
      )}
      <Paging previous={previous} next={next} />
    </Page>
  );
}
