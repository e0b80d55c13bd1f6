/** The way to what was given to somebody as a respondent; nothing for whom there is nothing. */
export function HomeMyNotices({ all, unread }: { all: number; unread: number }) {
  if (all === 0) return null;
  return (
    <p className={unread > 0 ? "govuk-inset-text" : "govuk-body"}>
      <a className="govuk-link" href="/my-notices">
        {unread === 0 ? "My notices" : "Something new was given to you: read it under My notices"}
      </a>
    </p>
  );
}
