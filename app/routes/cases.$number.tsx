import { useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { readCasePage } from "../cases/case-page.ts";
import { sayDone } from "../cases/done-words.ts";
import { writeDay } from "../days.ts";
import { CaseActs, CaseAwaited } from "../ui/case-acts.tsx";
import { CaseEvidence } from "../ui/case-evidence.tsx";
import { CaseExcepted } from "../ui/case-excepted.tsx";
import { CaseGaps } from "../ui/case-gaps.tsx";
import { CaseHead } from "../ui/case-head.tsx";
import { CaseNews } from "../ui/case-news.tsx";
import { CaseReports } from "../ui/case-reports.tsx";
import { CaseRespondents } from "../ui/case-respondents.tsx";
import { CaseTimeline } from "../ui/case-timeline.tsx";
import { DisposalCertificate } from "../ui/disposal-certificate.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { OnThisPage } from "../ui/on-this-page.tsx";
import { Page } from "../ui/page.tsx";
import { UndeclaredCase } from "../ui/undeclared-case.tsx";

/** A case as a file to take into a hearing. That somebody saw it is noted before it is shown. */
export const loader = forSignedIn(async (visit) => {
  const page = await readCasePage(visit, visit.params.number ?? "");
  if (!page) throw notFound();
  const done = sayDone(visit.url.searchParams.get("done"));
  return { page, done, printedBy: fullName(visit.viewer) };
});

export default function Case() {
  const { page, done, printedBy } = useLoaderData<typeof loader>();
  if (page.of === "disposed") return <DisposalCertificate disposal={page.disposal} />;
  if (page.of === "undeclared") return <UndeclaredCase page={page} />;
  const { clock, number } = page.head;
  return (
    <Page title={number} caption="Case" back={{ to: "/cases", label: "Cases" }} wide>
      {done ? <DoneBanner>{done}</DoneBanner> : null}
      <p className="govuk-body-s print-only">
        Printed on {writeDay(clock.locale, clock.today)} by {printedBy}
      </p>
      <OnThisPage parts={partsOf(page)} />
      <CaseHead head={page.head} />
      {page.mayExport ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`/cases/${number}/export`}>
            Take the case out as one file
          </a>
        </p>
      ) : null}
      <CaseNews clock={clock} news={page.news} />
      <CaseGaps gaps={page.gaps} />
      <CaseAwaited clock={clock} awaited={page.awaited} />
      <CaseActs now={page.now} not={page.not} />
      <CaseExcepted clock={clock} excepted={page.excepted} />
      <CaseRespondents clock={clock} respondents={page.respondents} />
      <CaseReports reports={page.reports} />
      <CaseEvidence
        clock={clock}
        number={number}
        evidence={page.evidence}
        late={page.late}
        mayAdd={page.mayAdd}
      />
      <CaseTimeline clock={clock} number={number} timeline={page.timeline} />
    </Page>
  );
}

const partsOf = ({ awaited, excepted }: { awaited: unknown[]; excepted: unknown[] }) => [
  ...(awaited.length > 0 ? [{ id: "awaited", title: "Waiting" }] : []),
  { id: "acts", title: "Now" },
  ...(excepted.length > 0 ? [{ id: "excepted", title: "Exceptions" }] : []),
  { id: "respondents", title: "Allegations" },
  { id: "reports", title: "Reports" },
  { id: "evidence", title: "Evidence" },
  { id: "timeline", title: "Timeline" },
];
