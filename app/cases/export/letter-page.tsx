import type { CaseExport, ExportedAct } from "./case-export.ts";
import { exportPage, writing } from "./export-page.tsx";

/** A letter of the case as a page of its own. */
export function writeLetterPage(
  exported: CaseExport,
  { number, sentence, at }: ExportedAct,
  { subject, words }: { subject: string; words: string },
): string {
  const { moment } = writing(exported);
  return exportPage(
    exported,
    subject,
    <>
      <header>
        <p>
          Case {exported.number}, act {number}: {sentence}, {moment(at)}
        </p>
        <h1>{subject}</h1>
      </header>
      <main>
        <div className="letter">{words}</div>
      </main>
    </>,
  );
}
