import { Page } from "./page.tsx";

/** Recovery codes on the only page that ever shows them, to be printed or written down. */
export function RecoveryCodes({
  codes,
  setUp,
  to,
  onward,
}: {
  codes: string[];
  /** With which second step they come; absent: in place of an earlier list. */
  setUp?: "app" | "passkey";
  to: string;
  onward: string;
}) {
  return (
    <Page title="Your recovery codes">
      {setUp ? (
        <p className="govuk-body">
          {setUp === "app" ? "Your app for codes is set up." : "Your passkey is made."} Your
          recovery codes come with it.
        </p>
      ) : null}
      <p className="govuk-body-l">
        Print this page or write the codes down now: they are shown once.
      </p>
      <p className="govuk-body">
        If you lose your phone or your passkey, one of these opens the second step in its place.
        Each works once: cross it out. Keep them where you keep important papers, not with your
        phone.
      </p>
      <ol className="govuk-list govuk-list--number recovery-codes card">
        {codes.map((code) => (
          <li key={code}>
            <span className="mono">{code}</span>
          </li>
        ))}
      </ol>
      {setUp ? null : <p className="govuk-body">Codes of an earlier list no longer work.</p>}
      <a className="govuk-button no-print" href={to}>
        {onward}
      </a>
    </Page>
  );
}
