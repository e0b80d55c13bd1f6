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
  const handles = url.searchParams.getAll("person").map((handle) => handle.slice(0, 100));
  return [...new Set(handles.filter(Boolean))];
}
