import { connections, sendLoad } from "./load.ts";
import { expectStatus, send } from "./call.ts";
import { startFloor } from "./floor-process.ts";
import { expectSame, floorWork, headersToRepeat } from "./floor-work.ts";
import { compareInTurn } from "./in-turn.ts";
import type { Measure } from "./measure.ts";
import { startPortalProcess } from "./portal-process.ts";
import { foundTown } from "./town.ts";

const size = 1000;
const readers = connections * 5;
const callsEach = 400;

/** People in the middle of their training, each with some answers given, open the lesson they are at. */
export const lessonMeasure: Measure = {
  id: "lesson",
  goal: { atLeast: 0.5 },
  unit: "of the floor",
  async run(leftovers) {
    const town = await foundTown(leftovers, {
      size,
      // Two lessons, and the first question of the third.
      answered: ({ lessons }) => lessons.slice(0, 2).flatMap(({ scenarios }) => scenarios).length + 1,
    });
    const portal = await startPortalProcess(leftovers, town.home, {
      DATABASE_URL: town.portalUrl,
      DATABASE_OWNER_URL: town.ownerUrl,
    });
    const path = `/training/${town.track.lessons[2]?.slug}`;
    const people = town.residents.slice(0, readers);
    const pages = await Promise.all(
      people.map(async ({ cookie }) =>
        expectStatus(await send(portal.url, { path, cookie }), 200, "The lesson"),
      ),
    );
    const [page] = pages;
    const [reader] = people;
    if (!page || !reader) throw new Error("There is nobody to read.");
    const floor = await startFloor(leftovers, {
      ...(await floorWork(town, reader)),
      page: {
        headers: headersToRepeat(page),
        encoding: page.encoding,
        bodies: Object.fromEntries(people.map(({ id }, place) => [id, pages[place]?.body ?? ""])),
      },
    });
    expectSame(page, await send(floor.url, { path, cookie: reader.cookie }));

    const lists = Array.from({ length: connections }, (_, connection) =>
      Array.from({ length: callsEach }, (_, place) => ({
        path,
        cookie: people[(place * connections + connection) % readers]?.cookie ?? "",
      })),
    );
    const contender = ({ url, pid }: { url: string; pid: number }) => ({
      pid,
      postmaster: town.postmaster,
      run: () => sendLoad(url, { lists, origin: portal.url, status: 200 }),
    });
    const found = await compareInTurn(contender(floor), contender(portal));
    return {
      ...found,
      detail: {
        ...found.detail,
        seeded: `${size} people, ${readers} of them reading through ${connections} connections`,
        requestsARun: connections * callsEach,
        page: `${Buffer.byteLength(page.body)} bytes, sent as ${page.bytes} (${page.encoding})`,
      },
    };
  },
};
