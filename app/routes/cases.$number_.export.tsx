import { useLoaderData } from "@remix-run/react";
import { forSignedIn } from "../auth/guard.ts";
import { openForExport, readSeveringPage } from "../cases/export/severing-page.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

export const loader = forSignedIn(async (visit) => {
  const number = (visit.params.number ?? "").toUpperCase();
  const hand = await openForExport(visit);
  if ("whyNot" in hand) return { number, whyNot: hand.whyNot, severing: null };
  const { marks, parts, undecided, namesLeft, grounds } = await readSeveringPage(visit, hand);
  const counts = { marks: marks.length, parts: parts.length, undecided, names: namesLeft.length };
  return { number, whyNot: null, severing: { ...counts, canSever: grounds.length > 0 } };
});

export default function ExportCase() {
  const { number, whyNot, severing } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Export the case as one file"
      caption={number}
      back={{ to: `/cases/${number}`, label: `Case ${number}` }}
    >
      {whyNot ? <p className="govuk-body">{whyNot}.</p> : null}
      {severing ? (
        <>
          <p className="govuk-body-l">
            A ZIP file that is read without the portal, and that anyone can check with the portal’s
            public keys.
          </p>
          <p className="govuk-body">
            That you made it is noted before it leaves. What leaves the portal is in your hands:
            keep it where nobody else can read it, and delete it when it is not needed any more.
          </p>
          <h2 className="govuk-heading-m">The whole case</h2>
          <p className="govuk-body">
            For a grievance, an arbitrator or a lawyer: everything, with every file, the reports it
            began with and who wrote them where they gave a name.
          </p>
          <a
            className="govuk-button"
            href={`/cases/${number}/export/whole.zip`}
            data-module="govuk-button"
          >
            Save the whole case
          </a>
          <h2 className="govuk-heading-m">For an access request</h2>
          <p className="govuk-body">
            A severed copy: what may not be given out is removed first, each passage on its ground.
            It says where and why something was removed, and does not claim to have found every
            name.
          </p>
          {severing.canSever ? (
            <Severing number={number} severing={severing} />
          ) : (
            <p className="govuk-body">
              The City has no list of grounds yet: whoever keeps the portal’s content adds it.
            </p>
          )}
        </>
      ) : null}
    </Page>
  );
}

type Counts = { marks: number; parts: number; undecided: number; names: number };

function Severing({ number, severing }: { number: string; severing: Counts }) {
  const { marks, parts, undecided, names } = severing;
  return (
    <>
      <SummaryList
        rows={[
          ["Passages marked", marks],
          [
            "Files and reports",
            undecided > 0 ? `${undecided} of ${parts} to decide about` : `${parts}, all decided`,
          ],
          ["Names that still stand", names],
        ]}
      />
      <p className="govuk-body">
        <a className="govuk-link" href={`/cases/${number}/export/sever`}>
          {marks > 0 ? "Look at what is removed, and remove more" : "Choose what is removed"}
        </a>
      </p>
      {undecided === 0 ? (
        <a
          className="govuk-button govuk-button--secondary"
          href={`/cases/${number}/export/severed.zip`}
          data-module="govuk-button"
        >
          Save the severed copy
        </a>
      ) : (
        <p className="govuk-body">
          <a className="govuk-link" href={`/cases/${number}/export/sever/parts`}>
            Decide first which files and reports are included
          </a>
        </p>
      )}
    </>
  );
}
