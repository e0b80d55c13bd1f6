import type { ReportPage } from "../intake/report-page.ts";
import { OnDay } from "./when.tsx";

/** Reports that stand with this one, and those that may tell of the same. */
export function ReportDuplicates({ page }: { page: ReportPage }) {
  const { clock, joinedWith, others, duplicates } = page;
  const joined = [...(joinedWith ? [joinedWith] : []), ...others];
  const possible = duplicates.filter(({ number }) => !joined.includes(number));
  if (joined.length === 0 && possible.length === 0) return null;
  return (
    <>
      <h2 className="govuk-heading-m govuk-!-margin-top-6">Other reports</h2>
      <ul className="govuk-list">
        {joined.map((number) => (
          <li key={number}>
            <ReportLink number={number} />: joined with this one
          </li>
        ))}
        {possible.map(({ number, filedOn, signs }) => (
          <li key={number}>
            <ReportLink number={number} />, filed <OnDay clock={clock} day={filedOn} />: perhaps the
            same ({signs.join(", ")})
          </li>
        ))}
      </ul>
    </>
  );
}

function ReportLink({ number }: { number: string }) {
  return (
    <a className="govuk-link" href={`/reports/${number}`}>
      {number}
    </a>
  );
}
