/** Sentences to leave an exchange with, to be selected and copied in one touch. */
export function LeavePolitely({ sentences }: { sentences: string[] }) {
  if (sentences.length === 0) return null;
  return (
    <section aria-labelledby="leave">
      <h2 className="govuk-heading-m" id="leave">
        First, leave politely
      </h2>
      <LeaveWith sentences={sentences} />
    </section>
  );
}

/** The sentences alone, to stand under a heading or in something folded. */
export function LeaveWith({ sentences }: { sentences: string[] }) {
  return (
    <>
      <p className="govuk-body">
        You need no perfect answer. Copy one of these or say it your way, and then stop.
      </p>
      <ul className="leave-with">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </>
  );
}
