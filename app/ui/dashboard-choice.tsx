import { SelectField, SendButton } from "./field.tsx";

type Choice = { version: string; number: number; policy: string; track: string; title: string };

/** Of which version and track the figures are, and the way to them as a file. */
export function DashboardChoice({
  choices,
  chosen,
  download,
}: {
  choices: Choice[];
  chosen: { version: string; track: string };
  download: string;
}) {
  const versions = new Map(
    choices.map(({ version, policy, number }) => [version, { policy, number }]),
  );
  const tracks = new Map(choices.map(({ track, title }) => [track, title]));
  return (
    <details className="govuk-details open-when-wide no-print">
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">Another track or version, or a file</span>
      </summary>
      <form method="get" action="/hr" className="filters filters--line">
        <SelectField
          name="track"
          label="Track"
          value={chosen.track}
          options={[...tracks].map(([value, label]) => ({ value, label }))}
        />
        <SelectField
          name="version"
          label="Version"
          value={chosen.version}
          options={[...versions].map(([value, { policy, number }]) => ({
            value,
            label: `Policy ${policy}, version ${number}`,
          }))}
        />
        <SendButton kind="secondary">Show</SendButton>
        <a className="govuk-link" href={download}>
          These figures as a spreadsheet (CSV)
        </a>
      </form>
    </details>
  );
}
