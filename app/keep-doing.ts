import { setTimeout } from "node:timers/promises";

/**
 * Does something again and again, with `everyMs` milliseconds in between, or none where it answers that
 * more waits. An error is handed to `onError` and the loop goes on. `stop` settles once nothing is under
 * way.
 */
export function keepDoing(
  act: () => Promise<{ moreWaits: boolean }>,
  { everyMs, onError }: { everyMs: number; onError: (problem: unknown) => void },
): { stop(): Promise<void> } {
  const stopping = new AbortController();
  const { signal } = stopping;
  const goOn = async () => {
    while (!signal.aborted) {
      const { moreWaits } = await act().catch((problem) => {
        onError(problem);
        return { moreWaits: false };
      });
      if (!moreWaits) await setTimeout(everyMs, null, { signal }).catch(() => {});
    }
  };
  const ended = goOn();
  return {
    async stop() {
      stopping.abort();
      await ended;
    },
  };
}
