/** Links to the parts of a long page, one beside the other. */
export function OnThisPage({ parts }: { parts: { id: string; title: string }[] }) {
  return (
    <nav className="on-this-page no-print" aria-label="On this page">
      <ul className="govuk-list">
        {parts.map(({ id, title }) => (
          <li key={id}>
            <a className="govuk-link" href={`#${id}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
