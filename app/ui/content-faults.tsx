import type { Fault } from "../content/fault.ts";

/** Names what keeps the content files from being published; nothing while there is no fault. */
export function ContentFaults({ faults, isServing }: { faults: Fault[]; isServing: boolean }) {
  if (faults.length === 0) return null;
  return (
    <section className="govuk-notification-banner" aria-labelledby="content-faults">
      <div className="govuk-notification-banner__header">
        <h2 className="govuk-notification-banner__title" id="content-faults">
          Important
        </h2>
      </div>
      <div className="govuk-notification-banner__content">
        <p className="govuk-notification-banner__heading">
          The content files cannot be published as they are.
        </p>
        <p className="govuk-body">
          {isServing
            ? "Everybody keeps seeing the version in force, as it was published. "
            : "No version is in force until they are mended. "}
          Whoever looks after the files mends:
        </p>
        <ul className="govuk-list govuk-list--bullet">
          {faults.map(({ file, line, mend }) => (
            <li key={`${file}:${line} ${mend}`}>
              <span className="mono">
                {file}, line {line}
              </span>
              : {mend}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
