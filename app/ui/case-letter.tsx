import type { Letter } from "../notices/letter.ts";
import { Words } from "./words.tsx";

/** A letter of a case as it reads on paper: on a sheet of its own. */
export function CaseLetter({
  organization,
  letter: { subject, html },
}: {
  organization: string;
  letter: Pick<Letter, "subject" | "html">;
}) {
  return (
    <article className="letter letter--case" aria-label={subject}>
      <p className="sheet__head">{organization}</p>
      <h2 className="govuk-heading-m">{subject}</h2>
      <Words html={html} />
    </article>
  );
}
