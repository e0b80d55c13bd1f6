import type { ReadAllegation } from "../cases/read-finding.ts";
import type { Clock } from "../clock.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { SummaryList } from "./summary-list.tsx";
import { OnDay } from "./when.tsx";

/** An allegation: whom it is about, what is alleged, and the words of the clause. */
export function AllegationRead({
  clock,
  allegation: { respondent, clause, clauseText, particulars, postedFrom, postedUntil, link },
}: {
  clock: Clock;
  allegation: ReadAllegation;
}) {
  return (
    <SummaryList
      rows={[
        ["About", respondent.name],
        [
          "Clause",
          <span key="clause">
            <span className="own-line">{clause}</span>
            <q className="quiet">{clauseText}</q>
          </span>,
        ],
        [
          "Posted",
          <span key="posted">
            <OnDay clock={clock} day={postedFrom} />
            {postedUntil === postedFrom ? null : (
              <>
                {" "}
                to <OnDay clock={clock} day={postedUntil} />
              </>
            )}
          </span>,
        ],
        ["What is alleged", <Paragraphs key="particulars" text={particulars} />],
        ...(link
          ? ([["Link to the workplace", <Paragraphs key="link" text={link} />]] as const)
          : []),
      ]}
    />
  );
}
