import type { Clock } from "../clock.ts";
import type { ExchangeSource as Source } from "../intake/answers.ts";
import { writeSize } from "./evidence-list.tsx";
import { ExchangeSource } from "./exchange-source.tsx";

/** Everything that goes to HR with an exchange. */
export function PassedOn({
  clock,
  source,
  files,
}: {
  clock: Clock;
  source: Source;
  files: { id: string; name: string; size: number }[];
}) {
  return (
    <section aria-labelledby="passed-on">
      <h2 className="govuk-heading-m" id="passed-on">
        What goes to Human Resources
      </h2>
      <ExchangeSource clock={clock} source={source} level="h3" />
      <h3 className="govuk-heading-s">Pictures and other files</h3>
      {files.length === 0 ? <p className="govuk-body">None.</p> : null}
      {files.length ? (
        <ul className="govuk-list">
          {files.map(({ id, name, size }) => (
            <li key={id}>
              {name} <span className="quiet">({writeSize(clock.locale, size)})</span>
            </li>
          ))}
        </ul>
      ) : null}
    </section>
  );
}
