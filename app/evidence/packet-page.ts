import { hash } from "node:crypto";
import { createElement as e, type ReactNode } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import type { Block, Section } from "./document.ts";
import type { EvidencePacket } from "./packet.ts";
import { embedPacket } from "./packet-file.ts";

/** What stands inside the page beside its words: `offline-verifier.js` and `packet-page.css`, as they are. */
type PageAssets = { script: string; style: string };

/**
 * A packet as one page that needs nothing from outside: its words, the packet itself, and the check. The
 * same packet gives the same bytes. Its own policy lets it load nothing and run the one script only. No
 * JSX, for the commands make it too.
 */
export function writePacketPage(packet: EvidencePacket, { script, style }: PageAssets): string {
  const { version, document } = packet;
  const { locale, name } = version.content.organization;
  const policy =
    `default-src 'none'; script-src '${cspHash(script)}'; style-src '${cspHash(style)}'; ` +
    "base-uri 'none'; form-action 'none'";
  const head = renderToStaticMarkup(
    e(
      "head",
      null,
      e("meta", { charSet: "utf-8" }),
      e("meta", { name: "viewport", content: "width=device-width, initial-scale=1" }),
      e("meta", { httpEquiv: "Content-Security-Policy", content: policy }),
      e("title", null, `Evidence packet: ${headingOf(packet)}`),
      // biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet
      e("style", { dangerouslySetInnerHTML: { __html: style } }),
    ),
  );
  const body = renderToStaticMarkup(
    e(
      "body",
      null,
      e(
        "header",
        null,
        e("p", null, `${name}: evidence packet`),
        e("h1", null, headingOf(packet)),
        e("p", { id: "to-check", hidden: true }, e("a", { href: "#check" }, "Check this page")),
      ),
      e(
        "nav",
        { "aria-label": "Contents" },
        e(
          "ol",
          { id: "contents" },
          document.map(({ id, title }) => e("li", { key: id }, e("a", { href: `#${id}` }, title))),
        ),
      ),
      e(
        "main",
        { id: "evidence" },
        document.map((section) => e(SectionPart, { key: section.id, section, packet })),
      ),
      e(CheckForm, { howTo: packet.how_to_verify }),
    ),
  );
  const end = `${embedPacket(packet)}<script>${script}</script></body></html>\n`;
  return `<!doctype html>\n<html lang="${locale}">${head}${body.replace(/<\/body>$/, "")}${end}`;
}

function headingOf({ person, version }: EvidencePacket): string {
  return `${person.name}: policy ${version.policy}, version ${version.number}`;
}

function cspHash(text: string): string {
  return `sha256-${hash("sha256", text, "base64")}`;
}

function SectionPart({ section, packet }: { section: Section; packet: EvidencePacket }) {
  return e(
    "section",
    { id: section.id },
    e("h2", null, section.title),
    section.blocks.map((block, index) => e("div", { key: index }, blockPart(block, packet))),
  );
}

function blockPart(block: Block, { version }: EvidencePacket): ReactNode {
  if ("heading" in block) return e("h3", null, block.heading);
  if ("words" in block) return e("p", null, block.words);
  if ("facts" in block) {
    return e(
      "dl",
      null,
      block.facts.map(([name, value], index) =>
        e("div", { key: index }, e("dt", null, name), e("dd", null, value)),
      ),
    );
  }
  if ("list" in block) return e("ul", null, itemParts(block.list));
  if ("ordered" in block) return e("ol", null, itemParts(block.ordered));
  if ("table" in block) return tablePart(block.table);
  return e("div", {
    className: "frozen",
    // biome-ignore lint/security/noDangerouslySetInnerHtml: frozen under the version's digest
    dangerouslySetInnerHTML: { __html: frozenWords(version.content, block.frozen) },
  });
}

const itemParts = (words: string[]) => words.map((word, index) => e("li", { key: index }, word));

function tablePart({ columns, rows }: { columns: string[]; rows: string[][] }) {
  return e(
    "table",
    null,
    e(
      "thead",
      null,
      e(
        "tr",
        null,
        columns.map((column) => e("th", { key: column, scope: "col" }, column)),
      ),
    ),
    e(
      "tbody",
      null,
      rows.map((row, index) =>
        e(
          "tr",
          { key: index },
          row.map((cell, column) =>
            e(
              "td",
              {
                key: column,
                "data-label": columns[column],
                // A digest or an id would otherwise push the table out of the page.
                className: /\S{24}/.test(cell) ? "long" : undefined,
              },
              cell,
            ),
          ),
        ),
      ),
    ),
  );
}

/** Frozen words; a link to a clause leads to the policy on this page. */
function frozenWords(content: object, place: (string | number)[]): string {
  const found = place.reduce<unknown>(
    (value, step) => (value as { [step: string]: unknown })?.[step],
    content,
  );
  if (typeof found !== "string") return "";
  // Clauses stand in this page too; other pages of the portal are not at hand where it is read.
  return found
    .replaceAll('href="/policy#', 'href="#')
    .replace(/<a href="\/[^"]*"[^>]*>(.*?)<\/a>/gs, "$1");
}

function CheckForm({ howTo }: { howTo: string }) {
  return e(
    "section",
    { id: "check", "aria-labelledby": "check-title", hidden: true },
    e("h2", { id: "check-title" }, "Check this page"),
    e(
      "p",
      null,
      "This page can check itself in your browser, without a network. It needs the portal’s public keys, " +
        "which must come from elsewhere: from the portal’s address /.well-known/jwks.json, or from a copy " +
        "that somebody independent kept. Whoever could change this page could change its check too: who " +
        "doubts the page uses the command.",
    ),
    e(
      "form",
      { id: "check-form" },
      e("label", { htmlFor: "keys-file" }, "Pick the file of public keys"),
      e("input", { type: "file", id: "keys-file", accept: ".json,application/json" }),
      e("label", { htmlFor: "keys" }, "Or paste the public keys"),
      e("textarea", { id: "keys", spellCheck: false }),
      e("button", { type: "submit" }, "Check"),
    ),
    e("div", { id: "verdict", role: "status" }),
    e("details", null, e("summary", null, "The command"), e("p", null, howTo)),
  );
}
