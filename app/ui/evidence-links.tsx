/** The ways to a person's evidence packets: one for each version of which something was assigned. */
export function EvidenceLinks({
  path,
  assignments,
}: {
  path: string;
  assignments: { policy: string; version: number }[];
}) {
  const versions = [...new Set(assignments.map(({ policy, version }) => `${policy}/${version}`))];
  if (versions.length === 0) return null;
  return (
    <ul className="govuk-list no-print">
      {versions.map((version) => (
        <li key={version}>
          <a className="govuk-link" href={`${path}/evidence/${version}`}>
            Make an evidence packet: policy {version.replace("/", ", version ")}
          </a>
        </li>
      ))}
    </ul>
  );
}
