import type { WaitingReports } from "../intake/waiting-reports.ts";

/** One line for whoever handles violation reports: what waits, the most urgent first. */
export function HomeReports({ reports }: { reports: WaitingReports }) {
  const { urgent, fresh, due, awaited } = reports;
  const waiting = [
    counted(urgent, "urgent one is not acknowledged", "urgent ones are not acknowledged"),
    counted(fresh, "new one waits", "new ones wait"),
    counted(
      due,
      "acknowledgement is due by tomorrow or late",
      "acknowledgements are due by tomorrow or late",
    ),
    counted(awaited, "reporter waits for an answer", "reporters wait for an answer"),
  ].filter(Boolean);
  return (
    <p className="govuk-body">
      <a className="govuk-link" href="/reports">
        Violation reports
      </a>
      : {waiting.join(", ") || "nothing waits for you"}.
    </p>
  );
}

function counted(count: number, one: string, many: string): string {
  if (count === 0) return "";
  if (count === 1) return `1 ${one}`;
  return `${count > 1000 ? "more than 1,000" : count} ${many}`;
}
