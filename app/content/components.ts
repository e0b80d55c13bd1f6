import { createElement as element, Fragment, type ReactNode } from "react";
import { citeClause } from "./cite-clause.ts";

// The components of the content folder as plain HTML without classes. What they say besides the words
// between their tags, spell-out.ts has put into their attributes.

type Of<Names extends string> = { [name in Names]?: string };
type Words = { children?: ReactNode };

/** Where a scenario stands in a rendered lesson. No words can spell it: a < in words is escaped. */
export const scenarioPlace = /<hr data-scenario="([^"]*)"\/>/;

const Scenario = ({ id }: Of<"id">) => element("hr", { "data-scenario": id });

const Clause = ({ id, block, children }: Of<"id"> & Words & { block?: boolean }) =>
  element(block ? "div" : "span", { id, "data-clause": id }, children);

function Quote({ clause, label, children }: Of<"clause" | "label"> & Words) {
  const address = `/policy#${clause}`;
  const source = element("a", { href: address }, citeClause(label ?? "", clause ?? ""));
  return element("blockquote", { cite: address }, children, element("footer", null, source));
}

const Term = ({ id, children }: Of<"id"> & Words) =>
  element("a", { href: `/policy#${id}`, "data-term": "" }, children);

function Contact({ title, phone, email }: Of<"title" | "phone" | "email">) {
  const number = phone && element("a", { href: `tel:${phone.replace(/[^+\d]/g, "")}` }, phone);
  const address = email && element("a", { href: `mailto:${email}` }, email);
  if (!number && !address) return element(Fragment, null, title);
  const between = number && address ? ", " : null;
  return element(Fragment, null, title, " (", number, between, address, ")");
}

function Document({ title, url, whom }: Of<"title" | "url" | "whom">) {
  if (url) return element("a", { href: url }, title);
  return element(Fragment, null, element("cite", null, title), whom && ` (ask ${whom})`);
}

const Value = ({ name }: Of<"name">) => element("data", { value: name });
const List = ({ name }: Of<"name">) => element("div", { "data-list": name });

/** Where values and lists stand in a rendered letter. No words can spell them: a < in words is escaped. */
export const valuePlace = /<data value="([^"]*)"><\/data>/g;
export const listPlace = /<div data-list="([^"]*)"><\/div>/g;

/** By the names content uses. */
export const components = {
  Clause,
  Definition: Clause,
  Scenario,
  Quote,
  Term,
  Contact,
  Document,
  Value,
  List,
};
