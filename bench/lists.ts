import { compareSizes, describeBoth, foundBoth } from "./against-small.ts";
import { expectStatus, send } from "./call.ts";
import type { LargeTown } from "./large-town.ts";
import { type Measure, round } from "./measure.ts";

const people = "/hr/people";
const overdue = "/hr/attestations?state=overdue";
const department = "department=Department+07";
const cases = "/cases";

/** Each list with what it is asked by; `deep` is the page reached by going on as far as it goes, or ten. */
const lists: {
  name: string;
  path: (town: LargeTown) => string;
  deep?: true;
  /** Without it the HR officer's. */
  as?: "manager";
}[] = [
  { name: "people", path: () => people },
  { name: "people, deep", path: () => people, deep: true },
  { name: "people of a department", path: () => `${people}?${department}` },
  { name: "people, a common name", path: ({ searches }) => `${people}?q=${searches.many}` },
  {
    name: "people of a department, a common name",
    path: ({ searches }) => `${people}?${department}&q=${searches.many}`,
  },
  { name: "one person found", path: ({ searches }) => `${people}?q=${searches.one}` },
  { name: "people without an address", path: () => `${people}?address=none` },
  { name: "attestations", path: () => "/hr/attestations" },
  {
    name: "attestations, latest first, deep",
    path: () => "/hr/attestations?sort=acknowledged",
    deep: true,
  },
  { name: "overdue", path: () => overdue },
  { name: "overdue by due day", path: () => `${overdue}&sort=due` },
  { name: "overdue, deep", path: () => overdue, deep: true },
  { name: "overdue of a department", path: () => `${overdue}&${department}` },
  { name: "overdue of a type", path: () => `${overdue}&type=permanent` },
  { name: "overdue for 8 to 14 days", path: () => `${overdue}&age=8-14` },
  { name: "overdue, a common name", path: ({ searches }) => `${overdue}&q=${searches.many}` },
  { name: "on leave", path: () => "/hr/attestations?state=on-leave" },
  { name: "cases", path: () => cases },
  { name: "cases, deep", path: () => cases, deep: true },
  { name: "closed cases, deep", path: () => `${cases}?stage=closed`, deep: true },
  { name: "cases of a stage", path: () => `${cases}?stage=triage` },
  { name: "cases, a common name", path: ({ searches }) => `${cases}?q=${searches.many}` },
  { name: "cases by a clause", path: () => `${cases}?q=6.c` },
  { name: "one case found", path: () => `${cases}?q=CS-0000-002B` },
  { name: "cases of the city manager", path: () => cases, as: "manager" },
];

/** Lists with filters and searches in a City of 100,000 people and cases, of what they cost in one of 1,000. */
export const listsMeasure: Measure = {
  id: "lists",
  goal: { atMost: 1.2 },
  unit: "times 1,000 people",
  async run(leftovers) {
    const both = await foundBoth(leftovers);
    const detail: Record<string, string> = {};
    let worst = 0;
    for (const { name, path, deep, as } of lists) {
      const cookieOf = (town: LargeTown) => (as ? town.managerCookie : town.cookie);
      const { ratio, smallMs, largeMs, bytes } = await compareSizes(
        both,
        async (town, url) => (deep ? goDeep(url, path(town), cookieOf(town)) : path(town)),
        cookieOf,
      );
      worst = Math.max(worst, ratio);
      detail[name] = `${round(ratio)} (${smallMs} and ${largeMs} ms, ${bytes} bytes)`;
    }
    return { value: worst, detail: { ...detail, seeded: describeBoth(both) } };
  },
};

/** The address of a page deep in a list, the tenth or the last that is full: what is compared has as many rows. */
async function goDeep(url: string, path: string, cookie: string): Promise<string> {
  let [before, at] = [path, path];
  for (let page = 0; page < 10; page++) {
    const { body } = expectStatus(await send(url, { path: at, cookie }), 200, at);
    const next = /href="([^"]+)" rel="next"/.exec(body)?.[1]?.replaceAll("&amp;", "&");
    if (!next) break;
    [before, at] = [at, next];
  }
  return before;
}
