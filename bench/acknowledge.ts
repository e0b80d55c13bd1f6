import { acknowledge } from "#app/attestation/acknowledge.ts";
import { measureAgainstFloor, rounds } from "./against-floor.ts";
import { expectStatus, send } from "./call.ts";
import type { FloorJob } from "./floor-job.ts";
import { floorWork, headersToRepeat } from "./floor-work.ts";
import { questionsOf, statement } from "./forms.ts";
import { connections } from "./load.ts";
import type { Measure } from "./measure.ts";
import { startTownPortal } from "./portal-process.ts";
import { password } from "./residents.ts";
import { pick, type Statement } from "./statements.ts";
import { expectRows, foundTown, settled } from "./town.ts";

const peopleEach = 25;
const peopleARound = connections * peopleEach;

/**
 * People with every scenario answered acknowledge, others in each round. The floor hashes the password and
 * makes the same inserts; counting the tries at a password is the portal's own, and not the floor's work.
 */
export const acknowledgeMeasure: Measure = {
  id: "acknowledge",
  goal: { atLeast: 0.5 },
  unit: "of the floor",
  async run(leftovers) {
    // Two take no part: one acts out what is recorded, one is answered by floor and portal.
    const town = await foundTown(leftovers, {
      size: peopleARound * rounds + 2,
      answered: (track) => questionsOf(track).length,
    });
    const [actor, sample, ...people] = town.residents;
    if (!actor || !sample) throw new Error("There is nobody to acknowledge.");

    const portal = await startTownPortal(leftovers, town);
    const call = statement(sample, town);
    const reply = expectStatus(await send(portal.url, call), 303, "The acknowledgement");
    const job = await floorWork(town, actor, async ({ portal, viewer, duty }, record) => {
      const { value, statements } = await record(() =>
        acknowledge(viewer, portal, duty, {
          versionDigest: town.versionDigest,
          agreed: true,
          typedName: actor.name,
          password,
        }),
      );
      if ("refused" in value) throw new Error(value.refused);
      const { reference } = value;
      const named = { reference, person: actor.id, assignment: actor.assignment };
      return {
        acknowledge: { headers: headersToRepeat(reply), ...inserts(statements, named) },
      };
    });

    const finding = await measureAgainstFloor(leftovers, {
      town,
      portal,
      job,
      sample: { call, reply },
      lists: (round) =>
        Array.from({ length: connections }, (_, connection) => {
          const from = round * peopleARound + connection * peopleEach;
          return people.slice(from, from + peopleEach).map((one) => statement(one, town));
        }),
    });
    await expectRows(town.floorUrl, "acknowledgements", people.length + 1);
    await expectRows(town.portalUrl, "acknowledgements", people.length + 2);
    const seeded = `${settled} people who are done, ${town.residents.length} with every scenario answered; ${people.length} acknowledgements each to floor and portal`;
    return { ...finding, detail: { ...finding.detail, seeded } };
  },
};

/** The statements of one acknowledgement, with names for what differs from one to the next. */
function inserts(
  statements: Statement[],
  named: { reference: string; person: string; assignment: string },
): Omit<NonNullable<FloorJob["acknowledge"]>, "headers"> {
  const record = pick(statements, /insert into ledger_records/);
  const body = record.parameters
    .map((one) => ("is" in one ? String(one.is) : ""))
    .find((text) => text.startsWith("{"));
  if (!body) throw new Error("The ledger record has no body.");
  const all = { ...named, record: JSON.parse(body).id };
  const withNames = Object.entries(all).reduce(
    (text, [slot, value]) => text.replaceAll(value, `{${slot}}`),
    body,
  );
  return {
    credential: pick(statements, /from "credentials"/, all),
    attempts: pick(statements, /from "attempts"/, all),
    record: pick(statements, /insert into ledger_records/, { ...all, body }),
    acknowledgement: pick(statements, /insert into "acknowledgements"/, all),
    body: withNames,
  };
}
