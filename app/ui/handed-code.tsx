/** A set-up code on the only page that ever shows it, to be written down or printed. */
export function HandedCode({
  code,
  address,
  until,
}: {
  code: string;
  /** Where it is used. */
  address: string;
  /** Until when it works, as people here write it. */
  until: string;
}) {
  return (
    <>
      <p className="govuk-body-l">Write it down or print this page now: it is shown once.</p>
      <div className="card">
        <p className="govuk-body handed-code">
          Set-up code
          <br />
          <strong className="mono">{code}</strong>
        </p>
        <p className="govuk-body">
          Until {until}, open <span className="mono">{address}</span>, enter the code and choose a
          password. The code works once.
        </p>
      </div>
      <p className="govuk-body">Codes handed over earlier no longer work.</p>
    </>
  );
}
