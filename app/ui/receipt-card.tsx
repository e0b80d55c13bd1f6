/** A receipt code on the only page that shows it, and what it is for. */
export function ReceiptCard({
  code,
  number,
  followUp,
  isOwn = false,
}: {
  code: string;
  /** The report's. */
  number: string;
  /** Address where one comes back. */
  followUp: string;
  /** Whoever reads it is the reporter. */
  isOwn?: boolean;
}) {
  return (
    <div className="card">
      <p className="govuk-body handed-code">
        Receipt code
        <br />
        <strong className="mono">{code}</strong>
      </p>
      <p className="govuk-body">
        With it {isOwn ? "you read" : "the reporter reads"} at{" "}
        <span className="mono">{followUp}</span> what becomes of report {number},{" "}
        {isOwn ? "write to the office and add" : "writes to the office and adds"} files. Whoever has
        the code can do so.
      </p>
    </div>
  );
}
