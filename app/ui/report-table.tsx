import type { Clock } from "../clock.ts";
import type { ListedReport } from "../intake/inbox.ts";
import { channelWords, kindWords } from "../intake/words.ts";
import { AcknowledgeBy } from "./acknowledge-by.tsx";
import { ReportStateTag } from "./report-state-tag.tsx";
import { Table } from "./table.tsx";
import { OnDay } from "./when.tsx";

/** Reports of the inbox; on a phone one card each. */
export function ReportTable({ clock, reports }: { clock: Clock; reports: ListedReport[] }) {
  return (
    <Table
      caption={<span className="govuk-visually-hidden">Violation reports, urgent ones first</span>}
      columns={[
        { title: "Report" },
        { title: "State", onPhone: "corner" },
        { title: "About" },
        { title: "Reporter", onPhone: "inline" },
        { title: "Channel", onPhone: "inline" },
        { title: "Filed" },
        { title: "Acknowledge by" },
        { title: "Missing" },
      ]}
      rows={reports.map((report) => ({
        key: report.number,
        cells: [
          <Name key="name" report={report} />,
          <ReportStateTag key="state" state={report.state} />,
          <About key="about" about={report.about} />,
          kindWords[report.kind],
          channelWords[report.channel],
          <OnDay key="filed" clock={clock} day={report.filedOn} isNear />,
          report.isAcknowledged ? null : (
            <AcknowledgeBy key="by" clock={clock} day={report.acknowledgeBy} />
          ),
          report.missing.join(", ") || null,
        ],
      }))}
    />
  );
}

function Name({ report }: { report: ListedReport }) {
  const { number, isUrgent, isUnopened, isAnswerAwaited, joinedWith } = report;
  return (
    <>
      <a className="govuk-link report-number" href={`/reports/${number}`}>
        {number}
      </a>
      {isUrgent ? <strong className="own-line urgent">Urgent</strong> : null}
      {isUnopened ? <span className="own-line">not opened by you</span> : null}
      {isAnswerAwaited ? <span className="own-line">Reporter waits for an answer</span> : null}
      {joinedWith ? <span className="own-line quiet">with {joinedWith}</span> : null}
    </>
  );
}

function About({ about: { who, where } }: { about: ListedReport["about"] }) {
  return (
    <>
      {who ?? <span className="quiet">Not known</span>}
      {where ? <span className="own-line quiet">{where}</span> : null}
    </>
  );
}
