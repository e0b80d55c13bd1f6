// What every page of an export is: one file that needs nothing from outside, runs no script and leads to no portal.
import { hash } from "node:crypto";
import type { ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { isDay, writeDay, writeMoment } from "../../days.ts";
import type { CaseExport } from "./case-export.ts";
import style from "./export-page.css?raw";

/** The page as a file. */
export function exportPage(exported: CaseExport, title: string, body: ReactNode): string {
  const policy = `default-src 'none'; style-src 'sha256-${hash("sha256", style, "base64")}'; base-uri 'none'; form-action 'none'`;
  const whole = renderToStaticMarkup(
    <html lang={exported.locale}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta httpEquiv="Content-Security-Policy" content={policy} />
        <title>{title}</title>
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet */}
        <style dangerouslySetInnerHTML={{ __html: style }} />
      </head>
      <body>{body}</body>
    </html>,
  );
  return `<!doctype html>\n${whole}\n`;
}

/** How the days and moments of an export are written. */
export function writing({ locale, time_zone }: CaseExport) {
  return {
    day: (day: string) => (isDay(day) ? writeDay(locale, day) : day),
    moment: (at: string) => writeMoment(locale, time_zone, new Date(at)),
  };
}

/** A table, or a sentence where there is nothing in it. */
export function Rows({
  columns,
  rows,
  none,
}: {
  columns: string[];
  rows: ReactNode[][];
  none: string;
}) {
  if (rows.length === 0) return <p>{none}</p>;
  return (
    <table>
      <thead>
        <tr>
          {columns.map((title) => (
            <th key={title} scope="col">
              {title}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((cells, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: written once
          <tr key={index}>
            {cells.map((cell, column) => (
              <td key={columns[column]}>{cell}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
