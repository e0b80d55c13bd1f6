import type { Clock } from "../clock.ts";
import { kindOf } from "../evidence-files/kinds.ts";
import type { Evidence } from "../evidence-files/list-evidence.ts";
import { Paragraphs } from "./paragraphs.tsx";
import { AtMoment, OnDay } from "./when.tsx";

/** The files of a report or an exchange for whoever opened it: picture, what it is, who added it, and the original to save. */
export function EvidenceList({
  path,
  clock,
  files,
}: {
  /** Below it each file has its address. */
  path: string;
  clock: Clock;
  files: Evidence[];
}) {
  return (
    <ul className="evidence">
      {files.map((file) => (
        <li className="card evidence__file" key={file.id} id={`file-${file.id}`}>
          <EvidenceFile address={`${path}/${file.id}`} clock={clock} file={file} />
        </li>
      ))}
    </ul>
  );
}

function EvidenceFile({ address, clock, file }: { address: string; clock: Clock; file: Evidence }) {
  const { name, mediaType, size, digest, author, addedBy, addedOn, addedAt, copy, source } = file;
  return (
    <>
      {copy === "made" ? (
        <img className="evidence__picture" src={`${address}/picture`} alt={`What ${name} shows`} />
      ) : null}
      <div className="evidence__words">
        <h3 className="govuk-heading-s evidence__name">{name}</h3>
        <p className="govuk-body">
          {kindOf(mediaType)?.title ?? "File"}, {writeSize(clock.locale, size)}
          <br />
          <span className="quiet">
            Added by {author === "reporter" ? "the reporter" : addedBy} on{" "}
            {addedAt ? (
              <AtMoment clock={clock} at={addedAt} />
            ) : (
              <OnDay clock={clock} day={addedOn} />
            )}
          </span>
        </p>
        {source ? (
          <>
            <p className="govuk-body">
              <span className="quiet">Where it comes from: </span>
              {source.from}
            </p>
            {source.shows ? (
              <div className="govuk-body">
                <p className="quiet">What it shows:</p>
                <Paragraphs text={source.shows} />
              </div>
            ) : null}
          </>
        ) : null}
        {copy === "waiting" ? (
          <p className="govuk-body quiet">
            A picture to look at is being made. Open this page again.
          </p>
        ) : null}
        {copy !== null && typeof copy === "object" ? (
          <p className="govuk-body quiet">There is no picture to look at: {copy.refused}.</p>
        ) : null}
        <p className="govuk-body no-print">
          <a className="govuk-link" href={address}>
            Download the original<span className="govuk-visually-hidden">: {name}</span>
          </a>
          {copy === "made" ? (
            <>
              {" "}
              <a className="govuk-link own-line" href={`${address}/picture`}>
                Copy without metadata<span className="govuk-visually-hidden">: {name}</span>
              </a>
            </>
          ) : null}
        </p>
        <details className="govuk-details">
          <summary className="govuk-details__summary">
            <span className="govuk-details__summary-text">
              SHA-256<span className="govuk-visually-hidden"> of {name}</span>
            </span>
          </summary>
          <div className="govuk-details__text">
            <code className="evidence__digest">{digest}</code>
          </div>
        </details>
      </div>
    </>
  );
}

/** "812 bytes", "1.4 MB": as file managers count, by thousands. */
export function writeSize(locale: string, bytes: number): string {
  const [unit, divisor] =
    bytes >= 1e6 ? ["megabyte", 1e6] : bytes >= 1000 ? ["kilobyte", 1000] : ["byte", 1];
  return new Intl.NumberFormat(locale, {
    ...{ style: "unit", unit: String(unit), maximumFractionDigits: 1 },
    unitDisplay: unit === "byte" ? "long" : "short",
  }).format(bytes / Number(divisor));
}
