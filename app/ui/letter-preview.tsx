import { Words } from "./words.tsx";

/** A letter as the respondent will get it: what is printed is the letter alone. */
export function LetterPreview({
  letter: { subject, html },
}: {
  letter: { subject: string; html: string };
}) {
  return (
    <article className="letter" aria-label={subject}>
      <h2 className="govuk-heading-m">{subject}</h2>
      <Words html={html} />
    </article>
  );
}
