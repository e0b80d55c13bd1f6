import fc from "fast-check";
import { expect, test } from "vitest";
import { endWork } from "#app/people/change-work.ts";
import { aMonday } from "#tests/support/portal.ts";
import { type Body, enterprise, newUser, scimPortal } from "./scim-client.ts";

const scim = scimPortal();

const who = fc.integer({ min: 0, max: 2 });
const request = fc.oneof(
  fc.record({ does: fc.constant("create" as const), who }),
  fc.record({ does: fc.constant("delete" as const), who }),
  fc.record({ does: fc.constant("wait" as const), who, days: fc.integer({ min: 1, max: 3 }) }),
  fc.record({
    does: fc.constant("patch" as const),
    who,
    path: fc.constantFrom("title", `${enterprise}:department`, "name.familyName"),
    value: fc.constantFrom("A", "B", "b"),
  }),
  fc.record({
    does: fc.constant("active" as const),
    who,
    value: fc.constantFrom(true, "False", "true"),
  }),
  fc.record({ does: fc.constant("manager" as const), who, above: who }),
  fc.record({ does: fc.constant("end by hand" as const), who }),
);

let runs = 0;

test("whatever is asked in whatever order, periods never overlap, nobody supervises themselves, and nothing of the past is lost", async () => {
  const { owner } = scim.city.database;
  await fc.assert(
    fc.asyncProperty(fc.array(request, { minLength: 3, maxLength: 14 }), async (sequence) => {
      const run = ++runs;
      const number = (at: number) => `8${String(run).padStart(3, "0")}${at}`;
      const ids = new Map<number, string>();
      let now = aMonday;
      const rows = () => owner`
        select e.id, e.person_id as person, e.from_on::text as "from", e.until_on::text as until, e.supervisor_id as above,
          e.superseded_at is not null as superseded from employments e join people p on p.id = e.person_id
        where p.employee_number like ${`8${String(run).padStart(3, "0")}_`}`;
      let before: Body[] = [];
      for (const asked of sequence) {
        scim.city.at(now);
        const id = ids.get(asked.who) ?? "00000000-0000-4000-8000-000000000000";
        let reply: Awaited<ReturnType<typeof scim.ask>> | undefined;
        if (asked.does === "create")
          reply = await scim.ask("POST", "/Users", newUser(number(asked.who)));
        if (asked.does === "delete") reply = await scim.ask("DELETE", `/Users/${id}`);
        if (asked.does === "wait") now = new Date(now.getTime() + asked.days * 86_400_000);
        if (asked.does === "patch") {
          reply = await scim.patch(id, [{ op: "Replace", path: asked.path, value: asked.value }]);
        }
        if (asked.does === "active") {
          reply = await scim.patch(id, [{ op: "Replace", value: { active: asked.value } }]);
        }
        if (asked.does === "manager") {
          const value = ids.get(asked.above) ?? null;
          reply = await scim.patch(id, [{ op: "Add", path: `${enterprise}:manager`, value }]);
        }
        if (asked.does === "end by hand") {
          const today = now.toISOString().slice(0, 10);
          await endWork(await scim.city.viewer("1002"), scim.city.portal, id, today);
        }
        if (reply) expect([200, 201, 204, 400, 404, 409]).toContain(reply.status);
        if (reply?.status === 201) {
          // Whoever comes back is the same person.
          expect(ids.get(asked.who) ?? reply.body.id).toBe(reply.body.id);
          ids.set(asked.who, reply.body.id);
        }
        const after = await rows();
        const held = after.filter(({ superseded }) => !superseded);
        for (const one of held) {
          const until = one.until ?? "9999-12-31";
          expect(until >= one.from).toBe(true);
          const over = held.filter(
            (other) =>
              other.person === one.person &&
              other.from <= until &&
              (other.until ?? "9999-12-31") >= one.from,
          );
          expect(over).toHaveLength(1);
          expect(one.above).not.toBe(one.person);
        }
        for (const was of before) {
          const is = after.find((row) => row.id === was.id);
          expect(is).toBeDefined();
          expect(was.superseded && !is?.superseded).toBe(false);
        }
        before = after;
        if (reply && reply.status < 202) {
          const read = await scim.ask("GET", `/Users/${reply.body.id}`);
          expect(read.body).toEqual(reply.body);
        }
      }
      const [circle] = await owner`
        with recursive up (start, at) as (
          select person_id, supervisor_id from employments where superseded_at is null and until_on is null
          union
          select u.start, e.supervisor_id from up u join employments e on e.person_id = u.at
            and e.superseded_at is null and e.until_on is null
        ) select from up where start = at`;
      expect(circle).toBeUndefined();
    }),
    { numRuns: 15 },
  );
}, 300_000);
