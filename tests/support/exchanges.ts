import { randomUUID } from "node:crypto";
import { type Asked, askForAdvice } from "#app/exchanges/ask-for-advice.ts";
import { beginExchange } from "#app/exchanges/begin-exchange.ts";
import { addExchangeAct, type ExchangeAct, holdExchange } from "#app/exchanges/exchange-act.ts";
import { logExchange, type NewExchangeReport } from "#app/exchanges/log-exchange.ts";
import { type OpenExchange, openExchange } from "#app/exchanges/open-exchange.ts";
import type { AdviceRequest, LoggedExchange } from "#app/exchanges/told.ts";
import type { testPortal } from "./portal.ts";

type City = Pick<ReturnType<typeof testPortal>, "portal" | "viewer">;

const request: AdviceRequest = {
  ...{ what: "He called us thieves under the post about the arena.", platform: "Facebook" },
  ...{ address: "https://example.org/groups/town-talk/4711", since: "This morning" },
};

/** Somebody asks for advice: the number of the request. Mara (1006) asks, unless said. */
export async function askAdvice(
  city: City,
  { as = "1006", ...told }: Partial<AdviceRequest & Asked> & { as?: string } = {},
): Promise<string> {
  const { formId = randomUUID(), isOngoing = true, parties = [], ...said } = told;
  const asked = { formId, isOngoing, parties, request: { ...request, ...said } };
  const done = await askForAdvice(await city.viewer(as), city.portal, asked);
  if ("refused" in done) throw new Error(done.refused);
  return done.number;
}

const logged: LoggedExchange = {
  ...{ otherPlatform: "", address: "https://example.org/groups/town-talk/4711" },
  ...{ happenedOn: "2026-11-22", said: "A resident insulted the crew, and Mara left it there." },
  ...{ recognizable: "yes", advice: "Leave it, and do not read on tonight." },
};

type Log = Partial<LoggedExchange & Omit<NewExchangeReport, "logged">>;

/** Logs an exchange: one somebody asked about, or one of a person of the adviser's. Answers it, opened. */
export async function logOne(
  city: City,
  adviser: string,
  about: { number: string } | { person: string },
  {
    formId = randomUUID(),
    platform = "Facebook",
    disengaged = "yes",
    followUpOn = null,
    ...said
  }: Log = {},
): Promise<OpenExchange> {
  const { portal } = city;
  const viewer = await city.viewer(adviser);
  return portal.db.transaction(async (tx) => {
    const exchange =
      "number" in about
        ? await openExchange(viewer, portal, about.number, tx)
        : await beginExchange(portal, tx, {
            ...{ formId, personId: (await city.viewer(about.person)).personId },
            ...{ begunBy: viewer.personId, isOngoing: false, parties: [], request: null },
          });
    if (!exchange) throw new Error(`${adviser} does not advise in it.`);
    const report = { formId, platform, disengaged, followUpOn, logged: { ...logged, ...said } };
    const done = await logExchange(viewer, portal, tx, exchange, report);
    if ("refused" in done) throw new Error(done.refused);
    return exchange;
  });
}

/** An adviser does something about an exchange that is theirs to advise in. */
export async function actOn(
  city: City,
  adviser: string,
  number: string,
  act: ExchangeAct,
  words?: string,
): Promise<void> {
  const { portal } = city;
  const viewer = await city.viewer(adviser);
  await portal.db.transaction(async (tx) => {
    const exchange = await openExchange(viewer, portal, number, tx);
    if (!exchange) throw new Error(`${adviser} does not advise in it.`);
    await holdExchange(tx, exchange);
    await addExchangeAct(portal, tx, exchange, {
      ...{ act, by: viewer.personId, formId: randomUUID(), words },
    });
  });
}
