import type { WaitingReports } from "../intake/waiting-reports.ts";

/** One line for whoever handles violation reports: what waits. */
export function HomeReports({ reports: { fresh, due } }: { reports: WaitingReports }) {
  return (
    <p className="govuk-body">
      <a className="govuk-link" href="/reports">
        Violation reports
      </a>
      : {fresh === 0 ? "no new one waits" : `${counted(fresh, "new one waits", "new ones wait")}`},{" "}
      {due === 0
        ? "no acknowledgement is due"
        : `${counted(due, "acknowledgement is due", "acknowledgements are due")}`}
      .
    </p>
  );
}

function counted(count: number, one: string, many: string): string {
  if (count === 1) return `1 ${one}`;
  return `${count > 1000 ? "more than 1,000" : count} ${many}`;
}
