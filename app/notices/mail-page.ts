import { escapeHtml, type Letter } from "./letter.ts";

/** A letter's HTML as a whole document: from nowhere else, and readable in any mail program. */
export function mailPage(
  { subject, html }: Letter,
  { organization, locale, publicUrl }: { organization: string; locale: string; publicUrl: string },
): string {
  return `<!doctype html>
<html lang="${escapeHtml(locale)}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 16px;font:17px/1.5 Arial,Helvetica,sans-serif">
<div style="max-width:36em;margin:0 auto;overflow-wrap:anywhere">
<p style="margin:0 0 20px;font-weight:bold">${escapeHtml(organization)}</p>
${html}
<p style="margin:28px 0 0;padding-top:12px;border-top:1px solid #888;font-size:14px">Sent by the training portal of the ${escapeHtml(organization)}: ${escapeHtml(publicUrl)}</p>
</div>
</body>
</html>
`;
}
