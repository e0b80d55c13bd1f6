import type { CaseExport } from "./case-export.ts";
import { exportPage, Rows } from "./export-page.tsx";
import type { RemovedList } from "./sever-case.ts";

/** `removed.html`: where words and parts were removed, on what ground, and how much; never what. */
export function writeRemovedPage(
  exported: CaseExport,
  { note, passages, left_out }: RemovedList,
): string {
  return exportPage(
    exported,
    `What was removed from case ${exported.number}`,
    <>
      <header>
        <p>{exported.issuer}</p>
        <h1>What was removed from case {exported.number}</h1>
      </header>
      <main>
        <p className="notice">{note}</p>
        <h2>Words</h2>
        <Rows
          columns={["Where", "Ground", "How much"]}
          none="No words were removed."
          rows={passages.map(({ where, ground, lengths }) => [
            where,
            ground,
            `${lengths.join(" and ")} characters`,
          ])}
        />
        <h2>Whole parts</h2>
        <Rows
          columns={["What", "Ground"]}
          none="No part was left out."
          rows={left_out.map(({ what, ground }) => [what, ground])}
        />
      </main>
    </>,
  );
}
