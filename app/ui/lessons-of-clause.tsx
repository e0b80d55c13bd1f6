/** Which lessons of the version in force teach a clause, in its own words. */
export function LessonsOfClause({
  clause,
  label,
  text,
  lessons,
}: {
  clause: string;
  label: string;
  text: string;
  lessons: { slug: string; title: string; track: string }[];
}) {
  return (
    <section className="figure" aria-labelledby="taught">
      <h2 className="govuk-heading-m" id="taught">
        Where it is taught
      </h2>
      <p className="govuk-body">
        <a className="govuk-link" href={`/policy#${clause}`}>
          The policy, {label}
        </a>
        {text ? `: “${text}”` : null}
      </p>
      {lessons.length === 0 ? (
        <p className="govuk-body">No lesson of the version in force teaches it.</p>
      ) : (
        <ul className="govuk-list govuk-list--bullet">
          {lessons.map(({ slug, title, track }) => (
            <li key={`${track} ${slug}`}>
              <a className="govuk-link" href={`/hr/versions/preview/${slug}`}>
                {title}
              </a>
              , a lesson of “{track}”
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
