import type { ReactNode } from "react";
import type { ReportPage } from "../intake/report-page.ts";
import { channelWords, kindWords } from "../intake/words.ts";
import { AcknowledgeBy } from "./acknowledge-by.tsx";
import { ReportStateTag } from "./report-state-tag.tsx";
import { SummaryList } from "./summary-list.tsx";
import { Warning } from "./warning.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** Where a report stands, who filed it and how to reach them. */
export function ReportHead({ page }: { page: ReportPage }) {
  const { clock, state, filedOn, filedAt, channel, enteredBy } = page;
  const rows: [string, ReactNode][] = [
    ["State", <ReportStateTag key="state" state={state} />],
    [
      "Filed",
      <span key="filed">
        {filedAt ? (
          <AtMoment clock={clock} at={filedAt} />
        ) : (
          <OnDay clock={clock} day={filedOn} isNear />
        )}
        <span className="own-line">
          {channelWords[channel]}
          {enteredBy ? `, entered by ${enteredBy}` : null}
        </span>
      </span>,
    ],
    ["Reporter", unprinted(page, <ReporterWords page={page} />)],
    ...reach(page),
    ["Acknowledge by", <Acknowledged key="by" page={page} />],
  ];
  if (page.missing.length) rows.push(["Missing", page.missing.join(", ")]);
  return (
    <>
      {page.isUrgent ? (
        <Warning>Urgent: the reporter says that somebody is in danger now.</Warning>
      ) : null}
      <SummaryList rows={rows} />
    </>
  );
}

/** Who files in confidence is on no paper: paper is read by whoever finds it. */
function unprinted({ kind }: ReportPage, words: ReactNode): ReactNode {
  if (kind !== "confidential") return words;
  return (
    <>
      <span className="no-print">{words}</span>
      <span className="print-only">Confidential: not printed</span>
    </>
  );
}

function ReporterWords({ page: { kind, reporter } }: { page: ReportPage }) {
  if (!reporter) return <>{kindWords[kind]}: they gave no name</>;
  return (
    <>
      {reporter.name}
      {kind === "confidential" ? (
        <span className="own-line">
          <strong>Confidential</strong>: only those who handle this report see the name
        </span>
      ) : null}
    </>
  );
}

function reach(page: ReportPage): [string, ReactNode][] {
  const { reporter } = page;
  if (!reporter)
    return [["How to reach them", "Only by a message below, read with the receipt code"]];
  const ways = [reporter.phone, reporter.email, reporter.reach].filter(Boolean);
  return [
    [
      "How to reach them",
      unprinted(
        page,
        ways.length
          ? ways.map((way) => (
              <span key={way} className="own-line written">
                {way}
              </span>
            ))
          : "By a message below, read with the receipt code",
      ),
    ],
  ];
}

function Acknowledged({
  page: { clock, acts, isAcknowledged, acknowledgeBy },
}: {
  page: ReportPage;
}) {
  const done = acts.find(({ act }) => act === "acknowledged");
  if (!isAcknowledged || !done) return <AcknowledgeBy clock={clock} day={acknowledgeBy} />;
  return (
    <>
      Done by {done.by}, <AtMoment clock={clock} at={done.at} />
    </>
  );
}
