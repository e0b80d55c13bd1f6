import { addressOf } from "../address.ts";
import { refuse, type Visit } from "../auth/guard.ts";
import { titleOf } from "../content/title-of.ts";
import { readPlace, writePlace } from "../keyset.ts";
import { peopleByName } from "../people/by-name.ts";
import type { Circle } from "../people/circle.ts";
import { readPeopleFilter } from "../people/people-filter.ts";
import { paperAddress, peopleOf } from "./addresses.ts";
import { readCandidates } from "./candidates.ts";
import { readSigners } from "./signers.ts";

/** What the page shows on which people are chosen for a sheet. The choice stands in its address. */
export async function choosePage({ viewer, portal, url }: Visit, circle: Circle) {
  const q = url.searchParams.get("q") ?? "";
  const read = readPeopleFilter(new URLSearchParams(q ? { q } : {}));
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const from = readPlace(url.searchParams, "papers", peopleByName);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const [{ tracks }, chosen, page] = await Promise.all([
    portal.organization(),
    readSigners(viewer, portal, circle, peopleOf(url)),
    readCandidates(viewer, portal, circle, { q: read.filter.q, ...from }),
  ]);
  const handles = chosen.map(({ handle }) => handle);
  const people = new Set(handles);
  const path = paperAddress(circle, "");
  const turn = (place: typeof page.next, going: "after" | "before") =>
    place &&
    [
      addressOf(path, { q: read.filter.q, [going]: writePlace("papers", place) }),
      ...handles.map((handle) => `person=${encodeURIComponent(handle)}`),
    ].join("&");
  return {
    circle,
    q,
    nobodyChosen: url.searchParams.has("nobody"),
    chosen: chosen.map(({ handle, givenName, familyName }) => ({
      handle,
      name: `${familyName}, ${givenName}`,
      without: paperAddress(
        circle,
        "",
        handles.filter((other) => other !== handle),
      ),
    })),
    rows: page.rows
      .filter(({ handle }) => !people.has(handle))
      .map((row) => ({ ...row, tracks: row.tracks.map((track) => titleOf(tracks, track)) })),
    next: turn(page.next, "after"),
    previous: turn(page.previous, "before"),
  };
}

export type ChoosePage = Awaited<ReturnType<typeof choosePage>>;
