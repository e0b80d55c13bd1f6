/**
 * A clause as a person would cite it: "section 6, third guideline (6.c)". The address stands with it where
 * it is a number and a letter; an address such as `6.preamble` is the portal's own, and stays out of words.
 */
export function citeClause(label: string, id: string): string {
  return /^\d+\.[a-z]$/.test(id) ? `${label} (${id})` : label;
}
