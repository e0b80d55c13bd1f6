import { measureAgainstFloor } from "./against-floor.ts";
import { expectStatus, send } from "./call.ts";
import { encodingOf } from "./encoding.ts";
import { floorWork, headersToRepeat } from "./floor-work.ts";
import { connections } from "./load.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { foundTown, settled } from "./town.ts";

const readers = connections * 5;
const callsEach = 400;

/** People in the middle of their training, each with some answers given, open the lesson they are at. */
export const lessonMeasure: Measure = {
  id: "lesson",
  goal: { atLeast: 0.5 },
  unit: "of the floor",
  async run(leftovers) {
    const town = await foundTown(leftovers, {
      size: readers,
      // Two lessons, and the first question of the third.
      answered: ({ lessons }) =>
        lessons.slice(0, 2).flatMap(({ scenarios }) => scenarios).length + 1,
    });
    const portal = await startTownPortal(leftovers, town);
    const people = town.residents;
    const calls = people.map(({ cookie }) => ({
      path: `/training/${town.track.lessons[2]?.slug}`,
      cookie,
    }));
    const replies = await Promise.all(
      calls.map(async (call) => expectStatus(await send(portal.url, call), 200, "The lesson")),
    );
    const [[reader], [call], [reply]] = [people, calls, replies];
    if (!reader || !call || !reply) throw new Error("There is nobody to read.");

    const lists = Array.from({ length: connections }, (_, connection) =>
      Array.from({ length: callsEach }, (_, turn) => {
        return calls[(turn * connections + connection) % readers] ?? call;
      }),
    );
    const finding = await measureAgainstFloor(leftovers, {
      town,
      portal,
      job: {
        ...(await floorWork(town, reader)),
        page: {
          headers: headersToRepeat(reply),
          encoding: encodingOf(reply),
          bodies: Object.fromEntries(
            people.map(({ id }, place) => [id, replies[place]?.body ?? ""]),
          ),
        },
      },
      sample: { call, reply },
      lists: () => lists,
    });
    const seeded = `${settled + readers} people, ${readers} of them reading through ${connections} connections`;
    const page = `${Buffer.byteLength(reply.body)} bytes, ${reply.bytes} as sent (${reply.encoding})`;
    return { ...finding, detail: { ...finding.detail, seeded, page } };
  },
};
