import { expectStatus, send } from "./call.ts";
import { foundLargeTown, type LargeTown } from "./large-town.ts";
import { median, round } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";

const [small, large] = [1000, 100_000];
const turns = 80;

/** A City of 1,000 and one of 100,000 people, with as many cases, each with its own database and portal. */
export async function foundBoth(leftovers: AsyncDisposableStack) {
  const found = async (size: number) => {
    const town = await foundLargeTown(leftovers, size);
    return { town, portal: await startTownPortal(leftovers, town) };
  };
  return { small: await found(small), large: await found(large) };
}

type Both = Awaited<ReturnType<typeof foundBoth>>;

/** What one page costs in the large City of what it costs in the small one: medians, asked in turn. */
export async function compareSizes(
  both: Both,
  pathOf: (town: LargeTown, url: string) => Promise<string>,
  cookieOf = (town: LargeTown) => town.cookie,
): Promise<{ ratio: number; smallMs: number; largeMs: number; bytes: string }> {
  const pages = await Promise.all(
    [both.small, both.large].map(async ({ town, portal: { url } }) => ({
      url,
      call: { path: await pathOf(town, url), cookie: cookieOf(town) },
      ms: [] as number[],
      bytes: 0,
    })),
  );
  for (let turn = -5; turn < turns; turn++) {
    for (const page of pages) {
      const began = performance.now();
      const reply = expectStatus(await send(page.url, page.call), 200, page.call.path);
      page.bytes = reply.body.length;
      // The first few warm up.
      if (turn >= 0) page.ms.push(performance.now() - began);
    }
  }
  const [smallMs = Number.NaN, largeMs = Number.NaN] = pages.map(({ ms }) => median(ms));
  return {
    ratio: largeMs / smallMs,
    smallMs: round(smallMs),
    largeMs: round(largeMs),
    bytes: pages.map(({ bytes }) => bytes).join(" and "),
  };
}

/** What was seeded, for the detail of a measure. */
export function describeBoth({ small, large }: Both): string {
  const of = ({ town }: Both["small"], people: number) =>
    `${people} people, ${town.records} records`;
  return `${of(small, 1000)}; ${of(large, 100_000)}; 20 departments in both; medians of ${turns} requests in turn`;
}
