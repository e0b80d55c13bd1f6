import { expect, test } from "vitest";
import { createSignInThrottle } from "#app/auth/throttle.ts";
import { testDatabase } from "#tests/support/database.ts";

const database = testDatabase();
const secret = new Uint8Array(32).fill(7);
const begin = new Date("2026-03-02T15:00:00Z").getTime();

let addresses = 0;
const newAddress = () => `198.51.${100 + Math.floor(addresses / 250)}.${1 + (addresses++ % 250)}`;

/** A throttle with a clock of its own; several on one database are several processes. */
function throttleAt(clock = { seconds: 0 }) {
  const now = () => new Date(begin + clock.seconds * 1000);
  return { clock, throttle: createSignInThrottle(database.db, secret, now) };
}

const home = "192.0.2.200";
const elsewhere = "203.0.113.200";

async function failTimes(
  count: number,
  account: string,
  { throttle } = throttleAt(),
  address: () => string = () => home,
) {
  for (let n = 0; n < count; n++) expect(await throttle.wait(account, address())).toBe(0);
}

/** Five failures from one network have cost nothing, and each more waits longer. */
async function expectGrowingWaits(
  account: string,
  { clock, throttle }: ReturnType<typeof throttleAt>,
  address: () => string,
) {
  for (const seconds of [2, 4, 8, 16, 32, 60, 60]) {
    expect(await throttle.wait(account, address())).toBe(seconds);
    clock.seconds += seconds - 0.001;
    expect(await throttle.wait(account, address())).toBe(1);
    clock.seconds += 0.001;
    expect(await throttle.wait(account, address())).toBe(0);
  }
}

test("five failures from a network cost nothing; after them each try waits 2, 4, 8, 16, 32, then 60 seconds", async () => {
  const at = throttleAt();
  await failTimes(5, "1001", at);
  await expectGrowingWaits("1001", at, () => home);
});

test("whoever tries an account as often as is heard, for an hour, keeps nobody out who signs in from elsewhere", async () => {
  const { clock, throttle } = throttleAt();
  let heard = 0;
  for (let waited = 0; clock.seconds < 3600; clock.seconds += waited) {
    waited = await throttle.wait("1011", elsewhere);
    if (waited > 0) continue;
    heard++;
    expect(await throttle.wait("1011", home)).toBe(0);
    await throttle.succeed("1011", home);
  }
  expect(heard).toBeLessThan(75);
});

test("fifty failures from many networks cost nothing; after them each try waits, from wherever", async () => {
  const at = throttleAt();
  await failTimes(50, "1012", at, newAddress);
  await expectGrowingWaits("1012", at, newAddress);
  expect(await at.throttle.wait("1013", home)).toBe(0);
});

test("a right password forgives the failures of its own network, and of no other", async () => {
  const at = throttleAt();
  await failTimes(5, "1014", at, () => elsewhere);
  await failTimes(44, "1014", at, newAddress);
  await at.throttle.wait("1014", home);
  await at.throttle.succeed("1014", home);
  expect(await at.throttle.wait("1014", elsewhere)).toBe(2);
  await failTimes(1, "1014", at, newAddress);
  expect(await at.throttle.wait("1014", home)).toBe(2);
});

test("asking during the wait never makes it longer", async () => {
  const { clock, throttle } = throttleAt();
  await failTimes(5, "1002", { clock, throttle });
  for (let n = 0; n < 50; n++) await throttle.wait("1002", home);
  clock.seconds = 2;
  expect(await throttle.wait("1002", home)).toBe(0);
});

test("of tries sent at once through two processes five are heard", async () => {
  const processes = [throttleAt().throttle, throttleAt().throttle];
  const waits = await Promise.all(
    Array.from({ length: 40 }, (_, n) => processes[n % 2]?.wait("1003", home)),
  );
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(5);
});

test("of tries sent at once through two processes when the wait is over, one is heard", async () => {
  const { clock, throttle } = throttleAt();
  await failTimes(5, "1004", { clock, throttle });
  clock.seconds = 2;
  const processes = [throttle, throttleAt(clock).throttle];
  const waits = await Promise.all(
    Array.from({ length: 20 }, (_, n) => processes[n % 2]?.wait("1004", home)),
  );
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(1);
});

test("a right password forgets the account's failures", async () => {
  const { throttle } = throttleAt();
  await failTimes(5, "1005", { clock: { seconds: 0 }, throttle });
  await throttle.succeed("1005", home);
  await failTimes(5, "1005", { clock: { seconds: 0 }, throttle });
});

test("an account is the same however it is spelled", async () => {
  const { throttle } = throttleAt();
  for (const typed of ["a@b.ca", "A@B.CA", " a@b.ca ", "A@b.ca\t", "a@B.ca"]) {
    expect(await throttle.wait(typed, home)).toBe(0);
  }
  expect(await throttle.wait("a@b.ca", home)).toBe(2);
});

test("failures that do not fall within 15 minutes are not added up", async () => {
  const { clock, throttle } = throttleAt();
  await failTimes(4, "1006", { clock, throttle });
  clock.seconds = 15 * 60;
  await failTimes(5, "1006", { clock, throttle });
  expect(await throttle.wait("1006", home)).toBe(2);
  clock.seconds += 15 * 60;
  expect(await throttle.wait("1006", home)).toBe(0);
});

test("200 failures from one address cost nothing; after them one try in 10 seconds is heard", async () => {
  const { clock, throttle } = throttleAt();
  const city = newAddress();
  const first = Array.from({ length: 200 }, (_, n) => throttle.wait(`c${n}`, city));
  expect(Math.max(...(await Promise.all(first)))).toBe(0);
  expect(await throttle.wait("another", city)).toBe(10);
  clock.seconds = 10;
  expect(await throttle.wait("another", city)).toBe(0);
  expect(await throttle.wait("one more", city)).toBe(10);
  clock.seconds = 15 * 60;
  expect(await throttle.wait("one more", city)).toBe(0);
});

test("a whole city signs in behind one address: what succeeds is not counted", async () => {
  const { throttle } = throttleAt();
  const city = newAddress();
  const signIn = async (account: string) => {
    const seconds = await throttle.wait(account, city);
    await throttle.succeed(account, city);
    return seconds;
  };
  for (let morning = 0; morning < 6; morning++) {
    const people = Array.from({ length: 50 }, (_, n) => signIn(`d${morning}-${n}`));
    expect(Math.max(...(await Promise.all(people)))).toBe(0);
  }
});

test("an account that has to wait does not use up the tries of its address", async () => {
  const { throttle } = throttleAt();
  const city = newAddress();
  for (let n = 0; n < 5; n++) await throttle.wait("1007", city);
  const told = Array.from({ length: 250 }, () => throttle.wait("1007", city));
  for (const seconds of await Promise.all(told)) expect(seconds).toBeGreaterThan(0);
  expect(await throttle.wait("1008", city)).toBe(0);
});

test("addresses of one IPv6 network count as one, and so does IPv4 written as IPv6", async () => {
  const { throttle } = throttleAt();
  for (let n = 0; n < 20; n++) {
    expect(await throttle.waitForCode(`2001:db8:7:1::${n.toString(16)}`)).toBe(0);
    expect(await throttle.waitForCode(n % 2 ? "203.0.113.9" : "::ffff:203.0.113.9")).toBe(0);
  }
  expect(await throttle.waitForCode("2001:db8:7:1:ffff::")).toBe(10);
  expect(await throttle.waitForCode("203.0.113.9")).toBe(10);
  expect(await throttle.waitForCode("2001:db8:7:2::1")).toBe(0);
});

test("20 set-up codes may be tried from one address, then one in 10 seconds; a right one is not counted", async () => {
  const { clock, throttle } = throttleAt();
  const address = newAddress();
  await throttle.waitForCode(address);
  await throttle.succeedWithCode(address);
  const waits = await Promise.all(Array.from({ length: 25 }, () => throttle.waitForCode(address)));
  expect(waits.filter((seconds) => seconds === 0)).toHaveLength(20);
  clock.seconds = 10;
  expect(await throttle.waitForCode(address)).toBe(0);
  expect(await throttle.wait("1009", address)).toBe(0);
});

test("the table names neither an account nor an address", async () => {
  await throttleAt().throttle.wait("plain@example.org", "203.0.113.77");
  const rows = await database.owner`select key from throttles`;
  for (const { key } of rows) expect(key).toMatch(/^[0-9a-f]{64}$/);
  const other = createSignInThrottle(database.db, new Uint8Array(32), () => new Date(begin));
  for (let n = 0; n < 5; n++) expect(await other.wait("plain@example.org", "203.0.113.77")).toBe(0);
});

test("what is over is removed while tries go on", async () => {
  await database.owner`insert into throttles values ('over', 3, ${begin - 1})`;
  const { throttle } = throttleAt();
  await Promise.all(Array.from({ length: 100 }, () => throttle.waitForCode(newAddress())));
  expect(await database.owner`select key from throttles where key = 'over'`).toHaveLength(0);
});
