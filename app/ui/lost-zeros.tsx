import type { LostZeros } from "../people/import/lost-zeros.ts";
import { Warning } from "./warning.tsx";

/** Says that a spreadsheet may have taken zeros from numbers, above the lists in which they are other people. */
export function LostZerosFound({
  zeros: { count, column, some },
  locale,
}: {
  zeros: LostZeros;
  locale: string;
}) {
  const named = some
    .map(
      ({ inFile, inDirectory, name }) => `${inFile} is new, and ${inDirectory} is absent: ${name}`,
    )
    .join("; ");
  const others = count - some.length;
  return (
    <>
      <Warning>
        {count === 1
          ? "One number looks as if it lost zeros at its beginning."
          : `${count.toLocaleString(locale)} numbers look as if they lost zeros at their beginning.`}
      </Warning>
      <p className="govuk-body">
        {named}
        {others > 0 ? `; and ${others.toLocaleString(locale)} more` : null}.
      </p>
      <p className="govuk-body">
        A spreadsheet takes such zeros away. To the portal these are other people, and merging adds
        them beside those it knows. If they are the same people, discard this file, format the
        column “{column}” as text, fill in the zeros, also in numbers of supervisors, and send it
        again.
      </p>
    </>
  );
}
