/** Tags of frozen HTML, with the id of the clause that one opens. */
const tags = /<(\/?)([a-z][a-z0-9]*)([^>]*?)(\/?)>/g;

/**
 * Puts behind each clause that is a list item its address, as a link to it: the original does not letter its
 * clauses, so the letter stands beside the words and not among them. What is frozen stays as it is.
 */
export function linkClauses(html: string): string {
  const open: { tag: string; clause: string | null }[] = [];
  return html.replace(
    tags,
    (whole, closes: string, tag: string, attributes: string, ends: string) => {
      if (!closes) {
        const clause = /(?:^|\s)data-clause="([^"]*)"/.exec(attributes)?.[1] ?? null;
        if (!ends) open.push({ tag, clause });
        return whole;
      }
      const { clause = null } = open.pop() ?? {};
      const isItem = open.some((element) => element.tag === "li");
      return clause !== null && isItem
        ? ` <a href="#${clause}" data-mark="">(${clause})</a>${whole}`
        : whole;
    },
  );
}
