import { randomUUID } from "node:crypto";
import { addDays, type Day } from "#app/days.ts";
import { answerAdvice } from "#app/exchanges/act-as-adviser.ts";
import { askForAdvice } from "#app/exchanges/ask-for-advice.ts";
import { logExchange, type NewExchangeReport } from "#app/exchanges/log-exchange.ts";
import { openExchange } from "#app/exchanges/open-exchange.ts";
import type { AdviceRequest, LoggedExchange } from "#app/exchanges/told.ts";
import type { Portal } from "#app/portal.ts";
import { cast } from "./cast.ts";
import { viewerFor } from "./viewer-for.ts";

type Calendar = (days: number, minutes?: number) => Date;

/**
 * The exchanges of the demo: a request that waits, one that was answered and logged and is to be come back to, a
 * closed one, and one whose supervisor is part of it, so that HR has it.
 */
export async function seedExchanges(portal: Portal, today: Day, on: Calendar): Promise<void> {
  const at = (days: number, minutes = 0): Portal => ({ ...portal, now: () => on(days, minutes) });
  const by = (number: string) => {
    const member = cast.find((one) => one.number === number);
    if (!member) throw new Error(`Nobody of the cast has the number ${number}.`);
    return viewerFor(portal, member);
  };
  const ask = async (then: Portal, who: string, asked: Asked): Promise<string> => {
    const { isOngoing = false, parties = [], ...request } = asked;
    const told = { platform: "Facebook", address: "", since: "", ...request };
    const form = { formId: randomUUID(), request: told, isOngoing, parties };
    const done = await askForAdvice(await by(who), then, form);
    if ("refused" in done) throw new Error(done.refused);
    return done.number;
  };
  const answer = async (then: Portal, who: string, number: string, words: string) => {
    const form = { formId: randomUUID(), seen: 0, words };
    const done = await answerAdvice(await by(who), then, number, form);
    if (!done || "refused" in done) throw new Error(`${who} cannot answer ${number}.`);
  };
  const log = async (then: Portal, who: string, number: string, report: Logged) => {
    const viewer = await by(who);
    const { platform = "Facebook", disengaged, followUpOn = null, ...said } = report;
    const logged: LoggedExchange = {
      ...{ otherPlatform: "", address: "", recognizable: "not-known", advice: "" },
      ...said,
    };
    await portal.db.transaction(async (tx) => {
      const exchange = await openExchange(viewer, then, number, tx);
      if (!exchange) throw new Error(`${who} does not advise in ${number}.`);
      const filed = { formId: randomUUID(), platform, disengaged, followUpOn, logged };
      const done = await logExchange(viewer, then, tx, exchange, filed);
      if ("refused" in done) throw new Error(done.refused);
    });
  };

  const closed = await ask(at(-12), "1005", {
    what: "Under a post about the water main a resident wrote that I should be fired. I have not answered.",
    since: "Last night",
  });
  await answer(at(-12, 40), "1004", closed, "Right not to answer. Leave it there; I tell Chloe.");
  await log(at(-11), "1004", closed, {
    ...{ happenedOn: addDays(today, -13), disengaged: "yes", recognizable: "yes" },
    said: "A resident wrote under the City’s post that Nadia should be fired. She did not answer.",
    advice: "Not to answer, and not to read on.",
  });

  const logged = await ask(at(-4, 15), "1007", {
    what: "Somebody in the town group called our crew thieves. I wrote back twice and now there are thirty comments.",
    address: "https://www.facebook.com/groups/town-talk/posts/5120",
    since: "Yesterday evening",
    isOngoing: true,
  });
  await answer(
    at(-4, 45),
    "1005",
    logged,
    "Write one last polite sentence and leave. Do not delete anything. We talk tomorrow morning.",
  );
  await log(at(-3), "1005", logged, {
    ...{ happenedOn: addDays(today, -5), disengaged: "yes", recognizable: "yes" },
    address: "https://www.facebook.com/groups/town-talk/posts/5120",
    said: "A resident called the crew thieves. Dale answered twice, then left with a polite sentence.",
    advice: "To leave it, and to turn the notices of the group off.",
    followUpOn: addDays(today, 1),
  });

  await ask(at(-2, 60), "1009", {
    what: "My supervisor shared a clip of me at the pool and people make fun of me under it.",
    ...{ platform: "Instagram", since: "Sunday", parties: ["1008"] },
  });
  await ask(at(-1, 240), "1006", {
    what: "A man keeps answering everything I write about the arena. Now he asks where I work and says he will find out.",
    ...{ since: "An hour ago", isOngoing: true },
  });
}

type Asked = Partial<AdviceRequest> & { what: string; isOngoing?: boolean; parties?: string[] };
type Logged = Partial<LoggedExchange & Omit<NewExchangeReport, "logged">> &
  Pick<LoggedExchange, "happenedOn" | "said"> &
  Pick<NewExchangeReport, "disengaged">;
