import { clauseOf, type KnownNames } from "./known-names.ts";
import type { FileKind } from "./vocabulary.ts";
import { attributeOf, isElement, type Node } from "./word-tree.ts";

/**
 * Writes into each tag what the thing it names is called and how to reach it, from the policy and from
 * `organization.yaml`.
 */
export function spellOut(node: Node, kind: FileKind, known: KnownNames): void {
  for (const child of node.children ?? []) spellOut(child, kind, known);
  if (!isElement(node)) return;
  for (const [name, value] of Object.entries(factsOf(node, kind, known))) {
    if (value) node.attributes?.push({ type: "mdxJsxAttribute", name, value });
  }
}

function factsOf(node: Node, kind: FileKind, { organization, clauses }: KnownNames) {
  const id = attributeOf(node, "id");
  switch (node.name) {
    case "Quote":
      return { label: clauses && clauseOf(clauses, attributeOf(node, "clause") ?? "")?.label };
    case "Contact": {
      const contact = organization?.contacts.find((entry) => entry.id === id);
      return { title: contact?.title, phone: contact?.phone, email: contact?.email };
    }
    case "Document": {
      const document = organization?.documents.find((entry) => entry.id === id);
      const contact = organization?.contacts.find((entry) => entry.id === document?.ask);
      // The policy's own words stay as they were approved: a page says beside them whom to ask.
      const whom = kind === "policy" ? null : contact?.title;
      return { title: document?.title, url: document?.url, whom };
    }
    default:
      return {};
  }
}
