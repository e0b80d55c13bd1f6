import { clauseId } from "./fields.ts";
import { clauseOf, type KnownNames } from "./known-names.ts";
import { letterKinds } from "./letter-kinds.ts";
import { isVerbatim } from "./quote.ts";
import { attributeOf, type Node, plainText } from "./word-tree.ts";

/** What to change where a component names something that does not exist, or null. */
export function whyUnknown(node: Node, known: KnownNames): string | null {
  const id = attributeOf(node, node.name === "Quote" ? "clause" : "id") ?? "";
  switch (node.name) {
    case "Clause":
    case "Definition":
      return clauseId.safeParse(id).success
        ? null
        : `Write the id of this clause in lower case letters, digits, full stops and hyphens, for example 6.c: \`${id}\` is not.`;
    case "Scenario":
      if (!known.scenarios || known.scenarios.includes(id)) return null;
      return `Place a scenario of this file's front matter: it has no \`${id}\`.`;
    case "Contact":
      return whyNotListed(id, "contacts", known);
    case "Document":
      return whyNotListed(id, "documents", known);
    case "Term":
      return whyNoDefinition(id, known);
    case "Value":
      return whyNotFilled(node, "values", known);
    case "List":
      return whyNotFilled(node, "lists", known);
    default:
      return whyNoQuote(node, id, known);
  }
}

/** The words a component without words of its own stands for: a document or a contact is its title. */
export function titleOf(known: KnownNames) {
  return (node: Node): string => {
    const id = attributeOf(node, "id");
    const list = node.name === "Document" ? "documents" : "contacts";
    return known.organization?.[list].find((entry) => entry.id === id)?.title ?? "";
  };
}

function whyNotListed(id: string, list: "contacts" | "documents", known: KnownNames) {
  if (!known.organization || known.organization[list].some((entry) => entry.id === id)) return null;
  return `Name one of the ${list} of organization.yaml: there is no \`${id}\`.`;
}

function whyNotFilled(node: Node, what: "values" | "lists", { letter }: KnownNames) {
  const name = attributeOf(node, "name") ?? "";
  const names = letter ? letterKinds[letter][what] : [];
  if (names.includes(name)) return null;
  const others = names.length > 0 ? `only ${names.join(", ")}` : "and none at all in this letter";
  return `Name one of the ${what} of this letter: there is no \`${name}\`, ${others}.`;
}

function whyNoDefinition(id: string, known: KnownNames) {
  if (!known.clauses || clauseOf(known.clauses, id)?.term) return null;
  return `Name a definition of the policy: there is no definition \`${id}\`.`;
}

function whyNoQuote(node: Node, id: string, known: KnownNames) {
  if (!known.clauses) return null;
  const clause = clauseOf(known.clauses, id);
  if (!clause) return `Quote a clause of the policy: there is no clause \`${id}\`.`;
  const quote = plainText(node, titleOf(known));
  if (isVerbatim(quote, clause.text)) return null;
  return `Quote clause ${id} word for word: “${quote}” does not stand in it.`;
}
