import { listPlace, valuePlace } from "../content/components.ts";
import type { FrozenLetter } from "../content/frozen-version.ts";
import { subjectPlace } from "../content/letter-file.ts";
import { canonicalJson, sha256Hex } from "../ledger/canonical.ts";

/** What stands in a letter by name: words, or a list of them. */
export type LetterValues = Record<string, string | string[]>;

/** A letter as one person gets it. `digest` is the SHA-256 of the canonical JSON of the other three. */
export type Letter = { subject: string; html: string; words: string; digest: string };

/** The address by which a letter links to the page of the version it is about. */
const versionPlace = "/policy/this-version";

/** Fills a letter's places; addresses of the portal's pages become whole ones. Nothing filled in is markup. */
export function fillLetter(frozen: FrozenLetter, values: LetterValues, publicUrl: string): Letter {
  const one = (name: string) => [values[name] ?? []].flat().join(", ");
  const list = (name: string) => {
    const items = [values[name] ?? []].flat();
    return items.length > 0 ? items : ["Nobody"];
  };
  const subject = frozen.subject.replace(subjectPlace, (_, name) => one(name));
  const ofVersion = `/policy/${one("policy")}/${one("version")}`;
  const html = frozen.html
    .replaceAll(`href="${versionPlace}"`, () => `href="${escapeHtml(ofVersion)}"`)
    .replaceAll('href="/', () => `href="${publicUrl}/`)
    .replace(valuePlace, (_, name) => escapeHtml(one(name)))
    .replace(listPlace, (_, name) => `<ul>${list(name).map(listItem).join("")}</ul>`);
  const words = frozen.text
    .replace(/(^ *|: )(\/\S*)/gm, (_, before, path) =>
      [before, publicUrl, path === versionPlace ? ofVersion : path].join(""),
    )
    .replace(/^\{\{([^{}]*)\}\}$/gm, (whole, name) =>
      Array.isArray(values[name])
        ? list(name)
            .map((item) => `- ${item}`)
            .join("\n")
        : whole,
    )
    .replace(/\{\{([^{}]*)\}\}/g, (_, name) => one(name));
  const filled = { subject: subject.replace(/\s+/g, " ").trim(), html, words };
  return { ...filled, digest: sha256Hex(canonicalJson(filled)) };
}

const listItem = (words: string) => `<li>${escapeHtml(words)}</li>`;

/** Words as they are read, in HTML. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
