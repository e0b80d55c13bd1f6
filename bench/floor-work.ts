import { createHash } from "node:crypto";
import type { Viewer } from "#app/auth/viewer.ts";
import type { Portal } from "#app/portal.ts";
import { type Duty, readDuties } from "#app/training/duties.ts";
import type { Reply } from "./call.ts";
import type { FloorJob } from "./floor-job.ts";
import type { Resident } from "./residents.ts";
import { pick, type Recorder, recordStatements } from "./statements.ts";
import type { Town } from "./town.ts";

/** As many connections to the database as the portal's pool has (server/database.ts). */
const poolSize = 10;

/**
 * What every floor does: who is signed in, and what they have to do. `more` records what comes on top,
 * acted out by `sample`, who takes no part in the measuring.
 */
export async function floorWork(
  town: Town,
  sample: Resident,
  more: (
    acting: { portal: Portal; viewer: Viewer; duty: Duty },
    record: Recorder,
  ) => Promise<Partial<FloorJob>> = async () => ({}),
): Promise<FloorJob> {
  return recordStatements(town, async (portal, record) => {
    const session = createHash("sha256")
      .update(sample.cookie.split("=")[1] ?? "")
      .digest("hex");
    const signedIn = await record(() => portal.sessions.signedInBy(sample.cookie));
    const { viewer } = signedIn.value;
    if (!viewer) throw new Error(`${sample.name} is not signed in.`);
    // The first time, the version is read besides: the portal keeps it in memory.
    await readDuties(viewer, portal);
    const duties = await record(() => readDuties(viewer, portal));
    const [duty] = duties.value;
    if (!duty) throw new Error(`${sample.name} has nothing to do.`);
    return {
      databaseUrl: town.floorUrl,
      connections: poolSize,
      session: pick(signedIn.statements, /from sessions/, { session }),
      duties: pick(duties.statements, /from assignments/, { person: sample.id }),
      ...(await more({ portal, viewer, duty }, record)),
    };
  });
}

/** The headers the portal's answer had, but for those node:http or the floor writes itself. */
export function headersToRepeat({ rawHeaders }: Reply): string[] {
  const written =
    /^(connection|content-encoding|content-length|date|keep-alive|location|transfer-encoding)$/i;
  const pairs = Array.from({ length: rawHeaders.length / 2 }, (_, place) =>
    rawHeaders.slice(place * 2, place * 2 + 2),
  );
  return pairs.filter(([name = ""]) => !written.test(name)).flat();
}

/** Throws when the floor's answer is not the portal's: then it would not be the same work. */
export function expectSame(portal: Reply, floor: Reply): void {
  const names = ({ rawHeaders }: Reply) =>
    rawHeaders
      .filter((_, place) => place % 2 === 0)
      .map((name) => name.toLowerCase())
      .filter((name) => !/^(content-length|transfer-encoding)$/.test(name))
      .sort()
      .join(" ");
  const differs =
    (portal.status !== floor.status && "status") ||
    (portal.body !== floor.body && "body") ||
    (portal.encoding !== floor.encoding && "encoding") ||
    (names(portal) !== names(floor) && "headers") ||
    (Math.abs(portal.bytes - floor.bytes) > portal.bytes / 50 && "compression");
  if (differs) throw new Error(`The floor's answer differs from the portal's in its ${differs}.`);
}
