import { expect, test } from "vitest";
import {
  createCodeTries,
  placesInLine,
  waitForLookup,
  waitForNetwork,
} from "#app/intake/code-tries.ts";

const begin = new Date("2026-11-23T15:30:00Z").getTime();

/** Tries with a clock of their own; `waits` are the milliseconds asked for, over at once. */
function atOnce() {
  const clock = { seconds: 0 };
  const waits: number[] = [];
  const tries = createCodeTries({
    now: () => new Date(begin + clock.seconds * 1000),
    wait: async (milliseconds) => waits.push(milliseconds),
  });
  return { tries, clock, waits };
}

/** Tries whose waits are over when `goOn` says so, all of them. */
function held() {
  const waiting: (() => void)[] = [];
  const now = { waiting: 0, most: 0 };
  const tries = createCodeTries({
    now: () => new Date(begin),
    wait: (_, signal) =>
      new Promise<void>((over) => {
        now.waiting += 1;
        now.most = Math.max(now.most, now.waiting);
        waiting.push(over);
        signal.addEventListener("abort", () => {
          now.waiting -= 1;
          over();
        });
      }),
  });
  return { tries, now, goOn: () => waiting.splice(0).map((over) => over()) };
}

const wrong = async () => null;
const right = async () => "the report";

test("the first try of a code does not wait; each wrong one makes the next wait twice as long, up to 8 s", async () => {
  const { tries, waits } = atOnce();
  for (let n = 0; n < 9; n++) await tries.hear({ lookup: "A", address: `10.0.0.${n}` }, wrong);
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
});

test("a wrong code and one that no report has are counted alike: the count knows of no report", async () => {
  const { tries, waits } = atOnce();
  for (const lookup of ["known", "unknown"]) {
    for (let n = 0; n < 3; n++) await tries.hear({ lookup, address: "10.0.0.1" }, wrong);
  }
  expect(waits).toEqual([250, 500, 250, 500]);
});

test("a right code is let in after its wait, however many wrong ones came before", async () => {
  const { tries, waits } = atOnce();
  for (let n = 0; n < 500; n++) await tries.hear({ lookup: "A", address: `10.0.${n}.1` }, wrong);
  const mine = { lookup: "A", address: "192.0.2.1" };
  expect(await tries.hear(mine, right)).toEqual({ proved: "the report" });
  expect(waits.at(-1)).toBe(8000);
  waits.length = 0;
  await tries.hear(mine, right);
  expect(waits).toEqual([]);
});

test("tries sent at once cannot slip past the count", async () => {
  const { tries, waits } = atOnce();
  await Promise.all(
    Array.from({ length: 7 }, (_, n) => tries.hear({ lookup: "A", address: `10.0.0.${n}` }, wrong)),
  );
  expect(waits).toEqual([250, 500, 1000, 2000, 4000, 8000]);
});

test("a whole city behind one address: a hundred wrong tries cost the others nothing", async () => {
  const { tries, waits } = atOnce();
  const city = "198.51.100.7";
  for (let n = 0; n <= 100; n++) await tries.hear({ lookup: `C${n}`, address: city }, wrong);
  expect(waits).toEqual([]);
  for (let n = 0; n < 200; n++) await tries.hear({ lookup: `D${n}`, address: city }, wrong);
  expect(waits.slice(0, 3)).toEqual([100, 200, 300]);
  expect(waits.at(-1)).toBe(8000);
  expect(await tries.hear({ lookup: "mine", address: city }, right)).toHaveProperty("proved");
});

test("one network of IPv6 is one address", async () => {
  const { tries, waits } = atOnce();
  for (let n = 0; n < 102; n++) {
    const address = `2001:db8:1:2:${n.toString(16)}::1`;
    await tries.hear({ lookup: `C${n}`, address }, wrong);
  }
  expect(waits).toEqual([100]);
});

test("after an hour everything is forgotten", async () => {
  const { tries, waits, clock } = atOnce();
  for (let n = 0; n < 5; n++) await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
  waits.length = 0;
  clock.seconds = 3600;
  await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
  expect(waits).toEqual([]);
});

test("a flood from one address loses its own places in line; somebody from another is heard", async () => {
  const { tries, goOn } = held();
  await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
  const flood = Array.from({ length: placesInLine + 50 }, () =>
    tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong),
  );
  const owner = tries.hear({ lookup: "mine", address: "192.0.2.1" }, right);
  expect(await owner).toEqual({ proved: "the report" });
  goOn();
  const answers = await Promise.all(flood);
  expect(answers.filter((one) => "proved" in one).length).toBeLessThanOrEqual(placesInLine);
});

test("of tries from however many sessions, no more wait at once than there are places", async () => {
  const { tries, now, goOn } = held();
  const sent = Array.from({ length: 2000 }, (_, n) =>
    tries.hear({ lookup: "A", address: `10.${n % 250}.${Math.floor(n / 250)}.1` }, wrong),
  );
  const told = await Promise.race(sent.slice(1));
  expect(told).toEqual({ tooMany: true });
  expect(now.most).toBe(placesInLine - 1);
  goOn();
  const answers = await Promise.all(sent);
  expect(answers.filter((one) => "proved" in one)).toHaveLength(placesInLine);
});

test("an attack on one code from many networks at once does not stand in the way of another code", async () => {
  const { tries } = held();
  await tries.hear({ lookup: "A", address: "10.0.0.0" }, wrong);
  for (let n = 1; n <= placesInLine; n++) {
    void tries.hear({ lookup: "A", address: `10.0.${n}.1` }, wrong);
  }
  const other = await tries.hear({ lookup: "B", address: "192.0.2.1" }, right);
  expect(other).toEqual({ proved: "the report" });
});

test("who hangs up gives their place back, and is not heard", async () => {
  const { tries } = held();
  await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
  const hangingUp = new AbortController();
  let wasHeard = false;
  const answer = tries.hear(
    { lookup: "A", address: "10.0.0.1", hungUp: hangingUp.signal },
    async () => {
      wasHeard = true;
      return null;
    },
  );
  hangingUp.abort();
  expect(await answer).toEqual({ tooMany: true });
  expect(wasHeard).toBe(false);
});

test("what is remembered does not grow without end, and the code under attack stays remembered", async () => {
  const { tries, waits } = atOnce();
  const before = process.memoryUsage().heapUsed;
  for (let n = 0; n < 60_000; n++) {
    if (n % 10_000 === 0) await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
    await tries.hear({ lookup: `X${n}`, address: `2001:db8:${n.toString(16)}::1` }, wrong);
  }
  const grown = process.memoryUsage().heapUsed - before;
  expect(grown).toBeLessThan(64 * 1024 * 1024);
  waits.length = 0;
  await tries.hear({ lookup: "A", address: "10.0.0.1" }, wrong);
  expect(waits).toEqual([8000]);
});

test("the waits grow as they say, and never beyond 8 seconds", () => {
  expect([0, 1, 2, 6, 100].map(waitForLookup)).toEqual([0, 250, 500, 8000, 8000]);
  expect([0, 100, 101, 180, 1000].map(waitForNetwork)).toEqual([0, 0, 100, 8000, 8000]);
});
