import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { type IncomingMessage, request } from "node:http";
import postgres from "postgres";
import { foundLargeTown } from "./large-town.ts";
import { type Measure, median, round } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";

const people = 100_000;
const pairs = 5;

/** What the file holds, as a query: the floor copies its rows out of the same database. */
const query = `
  select p.family_name, p.given_name, p.handle, d.name, s.type, s.track, v.number, s.state, s.due_on,
    s.settled_on, a.reason
  from standings s join assignments a on a.id = s.assignment_id join people p on p.id = s.person_id
    join policy_versions v on v.id = s.version_id left join departments d on d.id = s.department_id
  where s.is_present order by s.sort_name, s.person_id, s.due_on, s.assignment_id`;

/** The attestations of 100,000 people as a CSV file, of the rows a second that COPY brings out. */
export const exportMeasure: Measure = {
  id: "export",
  goal: { atLeast: 0.5 },
  unit: "of COPY",
  async run(leftovers) {
    const town = await foundLargeTown(leftovers, people);
    const portal = await startTownPortal(leftovers, town);
    const sql = postgres(town.ownerUrl, { max: 1, onnotice: () => {} });
    leftovers.defer(() => sql.end());
    const floor: number[] = [];
    const ours: number[] = [];
    let [before, most] = [0, 0];
    for (let turn = -1; turn < pairs; turn++) {
      const copied = await rowsASecond(() =>
        sql.unsafe(`copy (${query}) to stdout csv`).readable(),
      );
      // After the first download, which loads what any download needs.
      if (turn === 0) before = await resident(portal.pid);
      const watching = setInterval(async () => {
        if (turn >= 0) most = Math.max(most, await resident(portal.pid));
      }, 20);
      const sent = await rowsASecond(() => download(portal.url, town.cookie));
      clearInterval(watching);
      if (turn < 0) continue;
      floor.push(copied);
      ours.push(sent);
    }
    const ratios = ours.map((one, turn) => one / (floor[turn] ?? Number.NaN));
    return {
      value: median(ratios),
      beside: [{ name: "memory", value: most - before, unit: "MiB more", goal: { atMost: 64 } }],
      detail: {
        ratios: ratios.map(round).join(" "),
        rowsASecond: round(median(ours)),
        copyRowsASecond: round(median(floor)),
        residentMiB: `${round(before)} before, ${round(most)} at most`,
        seeded: `${people} people, ${town.records} records`,
      },
    };
  },
};

async function download(url: string, cookie: string): Promise<IncomingMessage> {
  const asking = request(`${url}/hr/attestations.csv`, { headers: { cookie } });
  const began = once(asking, "response");
  asking.end();
  const [answer] = (await began) as [IncomingMessage];
  if (answer.statusCode !== 200)
    throw new Error(`The file was answered with ${answer.statusCode}.`);
  return answer;
}

/** From asking to the last row. */
async function rowsASecond(ask: () => Promise<AsyncIterable<Buffer>>): Promise<number> {
  const began = performance.now();
  const file = await ask();
  let rows = 0;
  for await (const piece of file) {
    for (let at = piece.indexOf(10); at >= 0; at = piece.indexOf(10, at + 1)) rows += 1;
  }
  if (rows < people) throw new Error(`There were ${rows} rows only.`);
  return (rows / (performance.now() - began)) * 1000;
}

/** VmRSS in MiB; Linux only, NaN elsewhere. */
async function resident(pid: number): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8").catch(() => "");
  return Number(/^VmRSS:\s+(\d+) kB$/m.exec(status)?.[1] ?? Number.NaN) / 1024;
}
