import type { ReactNode } from "react";
import type { Opening } from "../cases/opening.ts";
import { SummaryList } from "./summary-list.tsx";
import { Warning } from "./warning.tsx";
import { OnDay } from "./when.tsx";

/** What opening a case does, said before it is done. */
export function OpeningWords({ opening }: { opening: Opening }) {
  const { clock, report, joined, respondents, files, shutOut, dueOn } = opening;
  const rows: [string, ReactNode][] = [
    ["Begins with", [report, ...joined].join(", ")],
    [
      "Respondents",
      respondents.length > 0
        ? respondents.join(", ")
        : "Nobody yet: the report names nobody of the directory. You can name somebody afterwards",
    ],
    ["Evidence", files === 0 ? "No file" : files === 1 ? "1 file" : `${files} files`],
    ["To be concluded by", <OnDay key="due" clock={clock} day={dueOn} isNear />],
    ["Will have no part in it", sayShutOut(shutOut)],
  ];
  return (
    <>
      <p className="govuk-body">
        A case is the file in which this is triaged, investigated and decided. What the report says,
        its messages and its evidence come along; the report stays as it is. Nobody outside the case
        is told, and no mail says what it is about.
      </p>
      <SummaryList rows={rows} />
      <p className="govuk-body">
        Respondents, everybody below them at work, witnesses and whoever else has a conflict find
        nothing of the case. Once it is open, its page says which steps nobody could take, and how
        the outside officer closes each gap.
      </p>
      <Warning>This is final: a case that is open is concluded, and not deleted.</Warning>
    </>
  );
}

function sayShutOut(count: number): string {
  if (count === 0) return "Nobody who could handle cases, as far as is known";
  return count === 1 ? "1 person who could handle cases" : `${count} people who could handle cases`;
}
