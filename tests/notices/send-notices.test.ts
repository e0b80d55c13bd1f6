import { beforeEach, expect, test } from "vitest";
import { acknowledge } from "#app/attestation/acknowledge.ts";
import { endByHand } from "#app/attestation/end-by-hand.ts";
import { type NewNotice, oweNotices } from "#app/notices/owe-notices.ts";
import { sendNotices } from "#app/notices/send-notices.ts";
import { demoPassword } from "#server/demo/cast.ts";
import { assignTo, hire } from "#tests/support/directory.ts";
import { answering, type MailServer, mailTo, startMailServer } from "#tests/support/mail-server.ts";
import { aMonday, testPortal } from "#tests/support/portal.ts";
import { completeLessons, dutyOf } from "#tests/support/training.ts";

const city = testPortal();
let count = 0;

beforeEach(async () => {
  city.at(aMonday);
  await city.database.owner`
    insert into notice_steps (notice_id, number, step, at, reason)
    select id, 0, 'withdrawn', now(), 'not of this test' from notices
    where state in ('waiting', 'slip', 'refused', 'came-back', 'failing')`;
});

/** Somebody with an open duty, and what they are owed about it. */
async function somebody(email: string | undefined, kind: NewNotice["kind"] = "assignment") {
  count += 1;
  const number = String(7000 + count);
  const personId = await hire(
    city.portal,
    { number, givenName: "Robin", familyName: `Test ${number}`, ...(email ? { email } : {}) },
    { fromOn: "2026-01-05" },
  );
  const assignmentId = await assignTo(city.portal, personId, { dueOn: "2026-12-14" });
  const key = `test ${number}`;
  const notice = { key, kind, personId, assignmentId, dueOn: "2026-12-14" };
  await city.portal.db.transaction((tx) => oweNotices(tx, [notice], city.portal.now()));
  return { personId, assignmentId, key, number, email };
}

const send = (server: Pick<MailServer, "url">) =>
  sendNotices({ ...city.portal, mail: mailTo(server) });

async function standing({ key }: { key: string }) {
  const [row] = await city.database.portal`
    select n.id, n.state, n.address, n.next_at, array_agg(s.step::text order by s.number) as steps,
      (array_agg(s.reason order by s.number desc))[1] as reason
    from notices n left join notice_steps s on s.notice_id = n.id
    where n.key = ${key} group by n.id`;
  return row as {
    id: string;
    state: string;
    address: string | null;
    next_at: Date | null;
    steps: string[];
    reason: string | null;
  };
}

const later = (hours: number) => city.at(new Date(city.portal.now().getTime() + hours * 3_600_000));

test("a notice is delivered once, from the City, in HTML and plain words, and asks no machine for an answer", async () => {
  const server = await startMailServer();
  const robin = await somebody("robin.once@example.org");

  await send(server);
  await send(server);

  expect(server.received).toHaveLength(1);
  const [mail] = server.received;
  const { id, state, address, steps } = await standing(robin);
  expect({ state, address, steps }).toEqual({
    ...{ state: "sent", address: "robin.once@example.org", steps: ["attempt", "sent"] },
  });
  expect(mail?.messageId).toBe(`<${id}@127.0.0.1>`);
  expect(mail?.from?.text).toBe('"Training" <training@city.example>');
  expect(mail?.headers.get("auto-submitted")).toBe("auto-generated");
  expect([...(mail?.headers.keys() ?? [])].filter((name) => name.startsWith("list"))).toEqual([]);
  expect(mail?.subject).toBe("Your training on social media, due 14 December 2026");
  expect(mail?.text).toContain("Hello Robin,");
  expect(mail?.text).toContain("\nhttp://127.0.0.1:3000/training\n");
  expect(mail?.text).toContain(
    `Your supervisor or Human Resources hands you a set-up code; your number is ${robin.number}.`,
  );
  expect(mail?.html).toContain('<a href="http://127.0.0.1:3000/training">your training</a>');
  expect(mail?.html).not.toMatch(/<img|<script|<link|url\(/);
});

test("the ledger hears what was sent by its digest, and never the address or the words", async () => {
  const server = await startMailServer();
  const robin = await somebody("robin.ledger@example.org");

  await send(server);

  const { id } = await standing(robin);
  const [record] = await city.database.portal`
    select body from ledger_records where act = 'notice-sent' and about = ${robin.personId}`;
  const [step] = await city.database.portal`
    select digest from notice_steps where notice_id = ${id} and step = 'attempt'`;
  expect(JSON.parse(record?.body).facts).toEqual({
    ...{ notice: id, kind: "assignment", digest: step?.digest },
  });
  expect(record?.body).not.toContain("example.org");
});

test("a name with markup is words in the mail", async () => {
  const server = await startMailServer();
  const robin = await somebody("robin.markup@example.org");
  await city.database.portal`
    update people set given_name = '<b>Robin & "Co"</b> $&' where id = ${robin.personId}`;

  await send(server);

  expect(server.received[0]?.html).toContain(
    "&#60;b&#62;Robin &#38; &#34;Co&#34;&#60;/b&#62; $&#38;",
  );
  expect(server.received[0]?.text).toContain('Hello <b>Robin & "Co"</b> $&,');
});

test("an address the mail server refuses is not tried again until it changes", async () => {
  const server = await startMailServer({
    onRcptTo: ({ address }, _session, answer) =>
      answer(address.startsWith("gone") ? answering(550, "No such mailbox") : null),
  });
  const robin = await somebody("gone@example.org");

  await send(server);
  later(72);
  await send(server);

  expect(await standing(robin)).toMatchObject({ state: "refused", steps: ["attempt", "refused"] });
  expect((await standing(robin)).reason).toBe("550 No such mailbox");
  expect(server.received).toEqual([]);
  const address = async () => {
    const { database } = city;
    const [entry] = await database.portal`
      select address from directory_entries where person_id = ${robin.personId}`;
    return entry?.address;
  };
  expect(await address()).toBe("failing");
  await city.database.portal`
    update people set email = 'here@example.org' where id = ${robin.personId}`;
  expect(await address()).toBe("working");
});

test("what else is owed to a refusing address becomes a slip", async () => {
  const server = await startMailServer({
    onRcptTo: (_address, _session, answer) => answer(answering(550, "No such mailbox")),
  });
  const robin = await somebody("refusing@example.org");
  await send(server);
  const next = { key: `${robin.key} next`, kind: "publication-staff", personId: robin.personId };
  const version = await city.portal.shelf.inForce(city.portal.now());
  await oweNotices(
    city.portal.db,
    [{ ...next, kind: "publication-staff", versionId: version?.id ?? "" }],
    city.portal.now(),
  );

  await send(server);

  expect(await standing(next)).toMatchObject({ state: "slip", steps: ["slip"] });
});

test("a mail server that refuses everyone for a while delays mail and loses none", async () => {
  let isBusy = true;
  const server = await startMailServer({
    onMailFrom: (_address, _session, answer) =>
      answer(isBusy ? answering(451, "Try again later") : null),
  });
  const [one, other] = [await somebody("one@example.org"), await somebody("other@example.org")];

  await send(server);
  later(1);
  await send(server);
  expect((await standing(one)).state).toBe("waiting");
  isBusy = false;
  later(3);
  await send(server);

  expect(server.received.map(({ to }) => [to].flat()[0]?.text).sort()).toEqual([
    '"Robin Test 7006" <one@example.org>',
    '"Robin Test 7007" <other@example.org>',
  ]);
  expect((await standing(one)).steps.at(-1)).toBe("sent");
  expect((await standing(other)).steps.at(-1)).toBe("sent");
});

test("a notice that fails for two days is shown as failing", async () => {
  const server = await startMailServer({
    onRcptTo: (_address, _session, answer) => answer(answering(452, "Mailbox full")),
  });
  const robin = await somebody("full@example.org");
  for (let hours = 0; hours <= 54; hours += 6) {
    await send(server);
    later(6);
  }

  const { state, reason, steps } = await standing(robin);
  expect({ state, reason }).toEqual({ state: "failing", reason: "452 Mailbox full" });
  expect(steps.at(-1)).toBe("gave-up");
});

test("while the mail server is down nothing is handed over, and everything goes out when it is back", async () => {
  const before = await startMailServer();
  await before.stop();
  const people = await Promise.all(
    [1, 2, 3, 4, 5].map((number) => somebody(`down${number}@example.org`)),
  );

  await send(before);
  for (const person of people) expect((await standing(person)).state).toBe("waiting");
  later(1);
  const back = await startMailServer({}, Number(new URL(before.url).port));
  await send(back);

  expect(back.received).toHaveLength(5);
});

test("a mail server that hangs before the message is tried again", async () => {
  let isHanging = true;
  const server = await startMailServer({
    onRcptTo: (_address, _session, answer) => {
      if (!isHanging) answer();
    },
  });
  const robin = await somebody("hang@example.org");

  await send(server);
  expect(await standing(robin)).toMatchObject({ state: "waiting", steps: ["attempt", "delayed"] });
  isHanging = false;
  later(1);
  await send(server);

  expect((await standing(robin)).state).toBe("sent");
  expect(server.received).toHaveLength(1);
});

test("a mail server that hangs after the whole message leaves it to HR, and it is not sent twice", async () => {
  const server = await startMailServer({
    onData: (stream) => {
      stream.resume();
    },
  });
  const robin = await somebody("lost-answer@example.org");

  await send(server);
  later(72);
  await send(server);

  expect(await standing(robin)).toMatchObject({ state: "attempting", steps: ["attempt"] });
});

test("without a mail server notices wait, and those without an address become slips all the same", async () => {
  const [mailed, onPaper] = [await somebody("waits@example.org"), await somebody(undefined)];

  await sendNotices(city.portal);

  expect((await standing(mailed)).state).toBe("waiting");
  expect(await standing(onPaper)).toMatchObject({ state: "slip", steps: ["slip"] });
});

async function acknowledgeAs({ number, personId }: { number: string; personId: string }) {
  const viewer = await city.viewer(number);
  await city.database.owner`
    insert into credentials (person_id, password_hash, set_at)
    select ${personId}, password_hash, set_at from credentials limit 1`;
  await completeLessons(viewer, city.portal);
  const duty = await dutyOf(viewer, city.portal);
  const done = await acknowledge(viewer, city.portal, duty, {
    ...{ versionDigest: duty.version.versionDigest, agreed: true, typedName: "Robin" },
    ...{ password: demoPassword, address: "203.0.113.7" },
  });
  expect(done).toHaveProperty("reference");
}

const owe = (...owed: NewNotice[]) =>
  city.portal.db.transaction((tx) => oweNotices(tx, owed, city.portal.now()));

test("what was settled before it went out is withdrawn, with the reason", async () => {
  const server = await startMailServer();
  const robin = await somebody("settled@example.org");
  await acknowledgeAs(robin);
  const { personId } = robin;
  const late = { key: `${robin.key} late`, kind: "due-soon", dueOn: "2026-12-14" } as const;
  await owe({ ...late, personId });

  await send(server);

  expect(server.received).toEqual([]);
  expect(await standing(late)).toMatchObject({
    ...{ state: "withdrawn", reason: "The training was completed or has ended" },
  });
});

test("an acknowledgement withdraws what was still to be said of its assignment, a slip too, and nothing else", async () => {
  const reminded = await somebody("reminded@example.org", "due-soon");
  const onPaper = await somebody(undefined);
  const another = await somebody("still-owes@example.org");
  const [news, escalation] = [`${reminded.key} news`, `escalation ${reminded.assignmentId}`];
  const { personId, assignmentId } = reminded;
  await owe(
    { key: news, kind: "publication-staff", personId },
    { key: escalation, kind: "escalation", personId: another.personId, assignmentId },
  );
  await sendNotices({ ...city.portal, mail: null });
  expect((await standing(onPaper)).state).toBe("slip");

  await acknowledgeAs(reminded);
  await acknowledgeAs(onPaper);

  for (const one of [reminded, onPaper, { key: escalation }]) {
    expect(await standing(one)).toMatchObject({
      ...{ state: "withdrawn", reason: "The training was completed or has ended" },
    });
  }
  expect((await standing({ key: news })).state).toBe("waiting");
  expect((await standing(another)).state).toBe("waiting");
});

test("what was to be said of an assignment that ends is withdrawn with it, also without a mail server", async () => {
  const mailed = await somebody("ended@example.org");
  const reminded = await somebody("ended-too@example.org", "due-soon");
  const onPaper = await somebody(undefined);
  const another = await somebody("goes-on@example.org");
  await sendNotices({ ...city.portal, mail: null });
  expect((await standing(onPaper)).state).toBe("slip");
  const supervisor = await somebody("supervisor@example.org", "digest-supervisor");
  await city.portal.db.transaction((tx) =>
    oweNotices(
      tx,
      [
        {
          ...{ key: `escalation ${mailed.assignmentId}`, kind: "escalation" },
          ...{ personId: supervisor.personId, assignmentId: mailed.assignmentId },
        },
      ],
      city.portal.now(),
    ),
  );

  const hr = await city.viewer("1002");
  for (const { assignmentId } of [mailed, reminded, onPaper]) {
    await endByHand(hr, city.portal, { assignmentId, words: "Assigned by mistake" });
  }

  const escalation = { key: `escalation ${mailed.assignmentId}` };
  for (const one of [mailed, reminded, onPaper, escalation]) {
    expect(await standing(one)).toMatchObject({
      ...{ state: "withdrawn", reason: "The training was completed or has ended" },
    });
  }
  expect((await standing(another)).state).toBe("waiting");
});

test("somebody who left gets nothing", async () => {
  const server = await startMailServer();
  const robin = await somebody("left@example.org");
  await city.database.portal`
    update employments set superseded_at = now() where person_id = ${robin.personId}`;

  await send(server);

  expect(server.received).toEqual([]);
  expect(await standing(robin)).toMatchObject({
    state: "withdrawn",
    reason: "No longer works here",
  });
});

test("a reminder waits for the working hours, and an assignment does not", async () => {
  const server = await startMailServer();
  city.at(new Date("2026-11-28T16:00:00Z"));
  const [reminded, told] = [
    await somebody("saturday@example.org", "due-soon"),
    await somebody("saturday-told@example.org"),
  ];

  await send(server);

  expect((await standing(reminded)).state).toBe("waiting");
  expect((await standing(told)).state).toBe("sent");
  city.at(new Date("2026-11-30T14:30:00Z"));
  await send(server);
  expect((await standing(reminded)).state).toBe("sent");
});

test("nobody is told of training before their first day of work, or while on leave; then they are", async () => {
  const server = await startMailServer();
  const [starter, away] = [
    await somebody("starter@example.org"),
    await somebody("away@example.org"),
  ];
  const { owner } = city.database;
  await owner`update employments set superseded_at = now() where person_id = ${starter.personId}`;
  await owner`
    insert into employments (person_id, department_id, position, type, from_on, recorded_at)
    select ${starter.personId}, id, 'Clerk', 'permanent', '2026-11-30', now() from departments limit 1`;
  await owner`
    insert into leaves (person_id, from_on, until_on, recorded_at)
    values (${away.personId}, '2026-11-01', '2026-11-29', now())`;

  await send(server);
  expect(await standing(starter)).toMatchObject({ state: "waiting" });
  expect(await standing(away)).toMatchObject({ state: "waiting" });

  city.at(new Date("2026-11-30T15:30:00Z"));
  await send(server);
  expect(await standing(starter)).toMatchObject({ state: "sent" });
  expect(await standing(away)).toMatchObject({ state: "sent" });
});
