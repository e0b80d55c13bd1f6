import type { Import } from "../people/import/imports.ts";
import { SendButton } from "./field.tsx";

/** How far reading or merging is. The page comes again by itself, unless its reader stopped that. */
export function ImportProgress({
  file: { stage, bytesRead, size, rowsRead },
  locale,
  path,
  isStill,
}: {
  file: Import;
  locale: string;
  path: string;
  isStill: boolean;
}) {
  const percent = Math.floor((100 * bytesRead) / Math.max(1, size));
  return (
    <>
      {stage === "reading" ? (
        <>
          <p className="govuk-body-l" role="status">
            {rowsRead.toLocaleString(locale)} rows read, {percent} % of the file.
          </p>
          <progress className="progress" max={100} value={percent}>
            {percent} %
          </progress>
        </>
      ) : (
        <p className="govuk-body-l" role="status">
          The changes are being written, all of them or none.
        </p>
      )}
      <p className="govuk-body">
        You can close this page: the work goes on, and stands in the list of files.{" "}
        {isStill ? (
          <a className="govuk-link" href={`${path}?still`}>
            Look again
          </a>
        ) : (
          <a className="govuk-link" href={`${path}?still`}>
            Stop this page from loading again
          </a>
        )}
      </p>
      {stage === "reading" ? (
        <form method="post" action={path}>
          <input type="hidden" name="act" value="discard" />
          <SendButton kind="secondary">Discard this file</SendButton>
        </form>
      ) : null}
    </>
  );
}
