/** The City's own sign-in, before the password: links, for a form may not lead to another site. */
export function ProviderButtons({
  providers,
  to,
}: {
  providers: { id: string; label: string }[];
  to: string;
}) {
  if (providers.length === 0) return null;
  const query = to === "/" ? "" : `?to=${encodeURIComponent(to)}`;
  return (
    <>
      {providers.map(({ id, label }) => (
        <p key={id} className="govuk-body">
          <a className="govuk-button" href={`/sign-in/with/${id}${query}`}>
            Sign in with {label}
          </a>
        </p>
      ))}
      <h2 className="govuk-heading-m">Or with a password of this portal</h2>
    </>
  );
}
