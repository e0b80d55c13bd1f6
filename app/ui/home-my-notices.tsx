/**
 * The way to what was given to somebody as a respondent: a card while something of it is unread, one quiet line after
 * that, and nothing for whom there is nothing. It says nothing of what it is about.
 */
export function HomeMyNotices({ all, unread }: { all: number; unread: number }) {
  if (all === 0) return null;
  if (unread === 0) {
    return (
      <p className="govuk-body">
        <a className="govuk-link" href="/my-notices">
          My notices
        </a>
        : nothing new.
      </p>
    );
  }
  return (
    <section className="card" aria-labelledby="to-read">
      <h2 className="govuk-heading-m" id="to-read">
        Something to read
      </h2>
      <p className="govuk-body">A letter to you from Human Resources is here. Only you see it.</p>
      <a className="govuk-button" href="/my-notices">
        My notices
      </a>
    </section>
  );
}
