/** The way to what waits for a second person to confirm; nothing while nothing does. */
export function HomeConfirmations({ waiting }: { waiting: number }) {
  if (waiting === 0) return null;
  return (
    <section className="card" aria-labelledby="to-confirm">
      <h2 className="govuk-heading-m" id="to-confirm">
        Something to decide
      </h2>
      <p className="govuk-body">
        {waiting === 1 ? "1 change" : `${waiting} changes`} of a way in{" "}
        {waiting === 1 ? "waits" : "wait"} for a second person.
      </p>
      <a className="govuk-button" href="/confirmations">
        See what waits
      </a>
    </section>
  );
}
