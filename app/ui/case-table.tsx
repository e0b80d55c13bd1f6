import type { ListedCase } from "../cases/case-list.ts";
import { sayNew } from "../cases/news-words.ts";
import type { Clock } from "../clock.ts";
import { AcknowledgeBy } from "./acknowledge-by.tsx";
import { CaseStageTag } from "./case-stage-tag.tsx";
import { Table } from "./table.tsx";

/** Cases of the work list; on a phone one card each. */
export function CaseTable({ clock, cases }: { clock: Clock; cases: ListedCase[] }) {
  return (
    <Table
      caption={
        <span className="govuk-visually-hidden">Cases, those to be concluded soonest first</span>
      }
      columns={[
        { title: "Case" },
        { title: "Stage", onPhone: "corner" },
        { title: "Respondents" },
        { title: "Clauses", onPhone: "inline" },
        { title: "Age" },
        { title: "Conclude by" },
        { title: "Investigator" },
      ]}
      rows={cases.map((kase) => ({
        key: kase.number,
        cells: [
          <Name key="name" kase={kase} />,
          <CaseStageTag key="stage" stage={kase.stage} />,
          kase.respondents.join(", ") || null,
          kase.clauses.join(", ") || null,
          writeAge(kase.age),
          kase.dueOn ? (
            <AcknowledgeBy key="due" clock={clock} day={kase.dueOn} />
          ) : kase.isPaused ? (
            <span key="paused">The clock is paused</span>
          ) : null,
          kase.isInvestigated ? <strong key="you">You</strong> : kase.investigator,
        ],
      }))}
    />
  );
}

function writeAge(days: number): string {
  if (days === 0) return "Under a working day";
  return days === 1 ? "1 working day" : `${days} working days`;
}

function Name({ kase: { number, isAwaited, isHeld, news } }: { kase: ListedCase }) {
  return (
    <>
      <a className="govuk-link report-number" href={`/cases/${number}`}>
        {number}
      </a>
      {isAwaited ? <strong className="own-line urgent">Waits for you</strong> : null}
      {news.length > 0 ? (
        <span className="own-line">
          <strong className="state state--learning">{sayNew(news)}</strong>
        </span>
      ) : null}
      {isHeld ? <span className="own-line quiet">Legal hold</span> : null}
    </>
  );
}
