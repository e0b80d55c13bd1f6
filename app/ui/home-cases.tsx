import type { CasesAtHome } from "../cases/at-home.ts";
import { newsCountedUpTo } from "../cases/news-words.ts";

/** What of cases waits for who has any: a card where something does, one quiet line where nothing does. */
export function HomeCases({ cases }: { cases: CasesAtHome }) {
  const { awaited, overdue, toInvestigate, undeclared, news } = cases;
  const lines = [
    counted(awaited, "waits for you as the second person", "wait for you as the second person"),
    counted(
      news,
      "has an answer, a grievance or an approval that you have not seen",
      "have an answer, a grievance or an approval that you have not seen",
      newsCountedUpTo,
    ),
    counted(overdue, "of yours is overdue", "of yours are overdue"),
    counted(toInvestigate, "is yours to investigate", "are yours to investigate"),
    counted(
      undeclared,
      "waits for you to declare that nothing stands in the way",
      "wait for you to declare that nothing stands in the way",
    ),
  ].filter(Boolean);
  if (lines.length === 0) {
    return (
      <p className="govuk-body">
        <a className="govuk-link" href="/cases">
          Cases
        </a>
        : nothing waits for you.
      </p>
    );
  }
  return (
    <section className="card" aria-labelledby="cases">
      <h2 className="govuk-heading-m" id="cases">
        Cases
      </h2>
      <ul className="govuk-list">
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
      <a className="govuk-button" href="/cases">
        Open the cases
      </a>
    </section>
  );
}

function counted(count: number, one: string, many: string, most = 100): string {
  if (count === 0) return "";
  if (count === 1) return `1 ${one}`;
  return `${count > most ? `More than ${most}` : count} ${many}`;
}
