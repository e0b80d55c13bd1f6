import { useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound } from "../auth/guard.ts";
import { fullName } from "../auth/viewer.ts";
import { readCasePage } from "../cases/case-page.ts";
import { writeDay } from "../days.ts";
import { CaseActs, CaseAwaited } from "../ui/case-acts.tsx";
import { CaseEvidence } from "../ui/case-evidence.tsx";
import { CaseExcepted } from "../ui/case-excepted.tsx";
import { CaseGaps } from "../ui/case-gaps.tsx";
import { CaseHead } from "../ui/case-head.tsx";
import { CaseReports } from "../ui/case-reports.tsx";
import { CaseRespondents } from "../ui/case-respondents.tsx";
import { CaseTimeline } from "../ui/case-timeline.tsx";
import { DisposalCertificate } from "../ui/disposal-certificate.tsx";
import { DoneBanner } from "../ui/done-banner.tsx";
import { Page } from "../ui/page.tsx";
import { UndeclaredCase } from "../ui/undeclared-case.tsx";

/** A case as a file to take into a hearing. That somebody saw it is noted before it is shown. */
export const loader = forSignedIn(async (visit) => {
  const page = await readCasePage(visit, visit.params.number ?? "");
  if (!page) throw notFound();
  const done = doneWords[visit.url.searchParams.get("done") ?? ""] ?? null;
  return { page, done, printedBy: fullName(visit.viewer) };
});

const doneWords: Record<string, string> = {
  opened: "The case is open.",
  "1": "It is recorded in the case.",
  taken: "The files are part of the case.",
};

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
      <CaseHead head={page.head} />
      {page.mayExport ? (
        <p className="govuk-body no-print">
          <a className="govuk-link" href={`/cases/${number}/export`}>
            Take the case out as one file
          </a>
        </p>
      ) : null}
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
