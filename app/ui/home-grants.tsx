/** For whoever is awaited as a second person: that a role waits for their answer. */
export function HomeGrants({ awaited }: { awaited: number }) {
  if (awaited === 0) return null;
  return (
    <section className="card" aria-labelledby="grants">
      <h2 className="govuk-heading-m" id="grants">
        Roles to confirm
      </h2>
      <p className="govuk-body">
        {awaited === 1
          ? "A role for somebody waits for you as the second person."
          : `${awaited} roles wait for you as the second person.`}
      </p>
      <a className="govuk-button" href="/grants">
        See what waits
      </a>
    </section>
  );
}
