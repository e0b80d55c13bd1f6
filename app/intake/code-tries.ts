import { createHmac, randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { networkOf } from "../auth/client-network.ts";
import { joinLine, type Line } from "./line-of-tries.ts";

/** One try of a receipt code. `hungUp` is aborted when nobody waits for the answer any more. */
type CodeTry = { lookup: string; address: string; hungUp?: AbortSignal | undefined };

/**
 * Slows down guessing of receipt codes. A try is counted before it is heard, so that tries sent at once
 * cannot slip past the count; it waits, and is heard: a right code is let in however many wrong ones came
 * before it. What is remembered stands in this process alone, as HMACs under a random key that lives an hour
 * and is written down nowhere.
 */
export type CodeTries = {
  /** Waits, then asks `prove`. `tooMany`: as many wait as can, and this one gave way unheard. */
  hear<T>(
    tried: CodeTry,
    prove: () => Promise<T | null>,
  ): Promise<{ proved: T | null } | { tooMany: true }>;
};

/** Milliseconds a try on one code waits after so many wrong ones: none, 250, 500, 1000 … up to 8000. */
export function waitForLookup(wrong: number): number {
  return wrong === 0 ? 0 : Math.min(longest, 250 * 2 ** (wrong - 1));
}

/** A whole city may stand behind one address: 100 wrong tries cost nothing, each further one 100 ms more. */
export function waitForNetwork(wrong: number): number {
  return Math.min(longest, Math.max(0, wrong - 100) * 100);
}

const longest = 8000;
const hour = 3_600_000;

/** As many as wait or are heard at once, over all codes and addresses. */
export const placesInLine = 200;
/** As many codes, and as many addresses, as are remembered; the one not tried for longest is forgotten. */
export const remembered = 20_000;

type Wait = (milliseconds: number, signal: AbortSignal) => Promise<unknown>;
type Tally = { wrong: number };

export function createCodeTries({
  now,
  wait = (milliseconds, signal) => setTimeout(milliseconds, null, { signal }),
}: {
  now: () => Date;
  wait?: Wait;
}): CodeTries {
  const line: Line = new Set();
  let memory = newMemory(now());

  const tallyOf = (kind: "lookup" | "network", subject: string): Tally & { key: string } => {
    const tallies = memory[kind];
    const key = createHmac("sha256", memory.key).update(`${kind} ${subject}`).digest("base64url");
    const tally = tallies.get(key) ?? { wrong: 0 };
    // Put behind all others: the first one is then the one not tried for longest.
    tallies.delete(key);
    tallies.set(key, tally);
    if (tallies.size > remembered) tallies.delete(tallies.keys().next().value ?? "");
    return Object.assign(tally, { key });
  };

  return {
    async hear({ lookup, address, hungUp }, prove) {
      if (now().getTime() >= memory.endsAt) memory = newMemory(now());
      const ofLookup = tallyOf("lookup", lookup);
      const ofNetwork = tallyOf("network", networkOf(address));
      const place = joinLine(line, placesInLine, [ofLookup.key, ofNetwork.key], hungUp);
      if (!place) return { tooMany: true };
      const milliseconds = Math.max(
        waitForLookup(ofLookup.wrong++),
        waitForNetwork(ofNetwork.wrong++),
      );
      try {
        if (milliseconds > 0) await wait(milliseconds, place.signal).catch(() => {});
        if (place.signal.aborted) return { tooMany: true };
        place.isHeard = true;
        const proved = await prove();
        if (proved !== null) {
          ofLookup.wrong = 0;
          ofNetwork.wrong -= 1;
        }
        return { proved };
      } finally {
        place.leave();
      }
    },
  };
}

function newMemory(now: Date) {
  return {
    key: randomBytes(32),
    endsAt: now.getTime() + hour,
    lookup: new Map<string, Tally>(),
    network: new Map<string, Tally>(),
  };
}
