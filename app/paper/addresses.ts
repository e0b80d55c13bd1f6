import type { Circle } from "../people/circle.ts";

/** A page of a circle's papers, for these people. */
export function paperAddress(
  circle: Circle,
  page: "" | "/record" | "/form",
  handles: string[] = [],
): string {
  const people = new URLSearchParams(handles.map((handle) => ["person", handle]));
  return `/${circle}/paper${page}${handles.length ? `?${people}` : ""}`;
}

/** The people an address names, each once. */
export function peopleOf(url: URL): string[] {
  return namesIn(url, "person");
}

/** The receipts an address names, each once. */
export function receiptsOf(url: URL): string[] {
  return namesIn(url, "receipt");
}

function namesIn(url: URL, parameter: string): string[] {
  // A database takes no U+0000: with a mark in its place the name is that of nobody.
  const names = url.searchParams
    .getAll(parameter)
    .map((name) => name.slice(0, 100).replaceAll("\0", "\uFFFD"));
  return [...new Set(names.filter(Boolean))];
}
