import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { expect, test } from "vitest";
import { type NewNotice, oweNotices } from "#app/notices/owe-notices.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";

const city = testPortal();
const people = 300;

test("a process killed in a run of 300 reminders repeats none and loses none, but for its last words", async () => {
  const { portal, database } = city;
  await database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices where state = 'waiting'`;
  const owed: NewNotice[] = [];
  for (let number = 1; number <= people; number++) {
    const person = { number: `K${number}`, email: `k${number}@example.org` };
    const personId = await hire(portal, person, { fromOn: "2026-01-05" });
    const assignmentId = await assignTo(portal, personId, { dueOn: "2026-11-30" });
    owed.push({
      key: `killed ${number}`,
      ...{ kind: "due-soon", personId, assignmentId },
      ...{ dueOn: "2026-11-30", remindedOn: "2026-11-23" },
    });
  }
  await portal.db.transaction((tx) => oweNotices(tx, owed, portal.now()));
  const { home } = city;
  const server = await startMailServer();
  const start = () =>
    spawn(process.execPath, [join(import.meta.dirname, "../support/send-notices-process.ts")], {
      env: {
        ...(process.env as Record<string, string>),
        NODE_ENV: "test",
        DATABASE_URL: database.portalUrl,
        DATABASE_OWNER_URL: database.ownerUrl,
        SIGNPOST_HOME: home,
        SMTP_URL: server.url,
        MAIL_FROM: "Training <training@city.example>",
        MAIL_PER_SECOND: "600",
        LOG_LEVEL: "silent",
        NOW: aMonday.toISOString(),
      },
      stdio: ["ignore", "pipe", "inherit"],
    });
  const counts = async () => {
    const [row] = await database.owner`
      select (count(*) filter (where state = 'sent'))::int as sent,
        (count(*) filter (where state = 'attempting'))::int as unknown
      from notices where key like 'killed %'`;
    return { sent: row?.sent as number, unknown: row?.unknown as number };
  };

  const first = start();
  await expect.poll(counts, { timeout: 30_000, interval: 20 }).toMatchObject({
    sent: expect.toSatisfy((sent: number) => sent >= 40),
  });
  first.kill("SIGKILL");
  await once(first, "exit");
  const then = await counts();
  expect(then.sent).toBeLessThan(people);
  const [code] = await once(start(), "exit");

  expect(code).toBe(0);
  const { sent, unknown } = await counts();
  expect(sent + unknown).toBe(people);
  // As many as were under way at once when it died.
  expect(unknown).toBeLessThanOrEqual(3);
  const received = server.received.map(({ messageId }) => messageId);
  expect(new Set(received).size).toBe(received.length);
  expect(received.length).toBeGreaterThanOrEqual(sent);
}, 90_000);
