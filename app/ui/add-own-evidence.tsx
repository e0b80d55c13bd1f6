import { ErrorSummary, SendButton } from "./field.tsx";
import { Page } from "./page.tsx";

/** Where a reporter adds evidence to a report they came back to. */
export function AddOwnEvidence({
  names,
  answer,
}: {
  names: string[];
  answer: { arrived: string[]; refused: { sentence: string }[]; isNothing: boolean } | undefined;
}) {
  const sentences = [
    ...(answer?.refused ?? []).map(({ sentence }) => sentence),
    ...(answer?.isNothing ? ["Choose a file"] : []),
  ];
  const refusal =
    sentences.length > 0 ? { typed: {}, errors: { evidence: sentences.join(". ") } } : null;
  return (
    <Page
      title="Add evidence"
      back={{ to: "/report/follow-up/report", label: "Your report" }}
      failed={refusal !== null}
    >
      <ErrorSummary refusal={refusal} />
      {answer?.arrived.length ? (
        <p className="govuk-body" role="status">
          These arrived: {answer.arrived.join(", ")}.
        </p>
      ) : null}
      <p className="govuk-body">
        Pictures, videos, PDF, text, office documents and saved mail. The files are kept as you send
        them, and encrypted.
      </p>
      <p className="govuk-body">
        A picture often holds where and with which phone it was taken, and a document who wrote it.
        Whoever handles your report can see that. A picture of your screen holds less.
      </p>
      {names.length ? (
        <>
          <h2 className="govuk-heading-s">With your report already</h2>
          <FileNames names={names} />
        </>
      ) : null}
      <form method="post" encType="multipart/form-data" noValidate>
        <div className={`govuk-form-group${refusal ? " govuk-form-group--error" : ""}`}>
          <label className="govuk-label govuk-label--s" htmlFor="evidence">
            Files
          </label>
          <div className="govuk-hint" id="evidence-hint">
            You can choose several at once.
          </div>
          {sentences.length > 0 ? (
            <div className="govuk-error-message" id="evidence-error">
              <span className="govuk-visually-hidden">Error:</span>
              {sentences.map((sentence) => (
                <div key={sentence}>{sentence}</div>
              ))}
            </div>
          ) : null}
          <input
            className="govuk-file-upload"
            id="evidence"
            name="evidence"
            type="file"
            multiple
            aria-describedby={`evidence-hint${sentences.length > 0 ? " evidence-error" : ""}`}
          />
        </div>
        <SendButton>Add to the report</SendButton>
      </form>
    </Page>
  );
}

/** Names of files, one a line. */
export function FileNames({ names }: { names: string[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet file-names">
      {names.map((name, place) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two files may have one name
        <li key={`${place} ${name}`}>{name}</li>
      ))}
    </ul>
  );
}
