import { randomUUID } from "node:crypto";
import { receiveEvidence } from "#app/evidence-files/receive-evidence.ts";
import { readActsOf } from "#app/exchanges/acts-of.ts";
import { escalateExchange } from "#app/exchanges/escalate-exchange.ts";
import { addExchangeAct, holdExchange } from "#app/exchanges/exchange-act.ts";
import { readExchangeSource } from "#app/exchanges/exchange-source.ts";
import { type OpenExchange, openExchange, openOwnExchange } from "#app/exchanges/open-exchange.ts";
import {
  digestOfTelling,
  type LookedAt,
  tellOfEscalation,
} from "#app/exchanges/tell-of-escalation.ts";
import { type TellingChoices, writeTelling } from "#app/exchanges/telling.ts";
import { newEntryForm } from "#app/intake/enter-report.ts";
import { withDatabase } from "#server/database.ts";
import { openPortal } from "#server/open-portal.ts";
import { readSettings } from "#server/settings.ts";
import { aPicture, upload } from "./evidence.ts";
import { askAdvice, logOne } from "./exchanges.ts";
import type { testPortal } from "./portal.ts";
import type { RunningPortal } from "./running-portal.ts";

type City = Pick<ReturnType<typeof testPortal>, "portal" | "viewer">;

const choices: TellingChoices = {
  ...{ reason: "He wrote to her home as well.", isAboutPerson: true, others: [], isUrgent: false },
  rules: [{ says: "It harassed somebody", clause: "6.c" }],
};

type Told = Partial<TellingChoices & LookedAt & { formId: string }>;

/** Tells whose exchange it is that it goes to HR, with choices as given; as the act answers. */
export async function tell(
  city: City,
  adviser: string,
  number: string,
  { formId = randomUUID(), lookedAt, seen, ...chosen }: Told = {},
) {
  const viewer = await city.viewer(adviser);
  const told = { ...choices, ...chosen };
  const exchange = await openExchange(viewer, city.portal, number);
  const read = exchange && (await readExchangeSource(city.portal, exchange));
  const words = writeTelling(told, Boolean(read?.source.request));
  return tellOfEscalation(viewer, city.portal, number, {
    ...{ formId, choices: told, lookedAt: lookedAt ?? digestOfTelling(told, words) },
    seen: seen ?? read?.lastAct ?? 0,
  });
}

/** Passes it on, as the adviser who has read all there is; as the act answers. */
export async function escalate(
  city: City,
  adviser: string,
  number: string,
  { formId = randomUUID(), seen }: { formId?: string; seen?: number } = {},
) {
  const viewer = await city.viewer(adviser);
  const exchange = await openExchange(viewer, city.portal, number);
  const acts = exchange ? await readActsOf(city.portal.db, exchange) : [];
  const form = newEntryForm(viewer, city.portal, formId);
  const sent = { form, seen: seen ?? acts.at(-1)?.number ?? 0 };
  return escalateExchange(viewer, city.portal, number, sent);
}

/** Whose exchange it is writes about it. */
export async function writeAs(city: City, person: string, number: string, words: string) {
  const viewer = await city.viewer(person);
  const exchange = await openOwnExchange(viewer, city.portal, number);
  if (!exchange) throw new Error(`${number} is not theirs.`);
  await city.portal.db.transaction(async (tx) => {
    await holdExchange(tx, exchange);
    const act = { act: "wrote" as const, by: viewer.personId, formId: randomUUID(), words };
    await addExchangeAct(city.portal, tx, exchange, act);
  });
}

/** Adds a picture to an exchange while it is open. */
export async function addPicture(city: City, adviser: string, exchange: OpenExchange) {
  const { personId } = await city.viewer(adviser);
  const sent = upload([{ name: "thread.jpg", bytes: await aPicture() }]);
  const to = { holder: exchange, by: personId };
  return (await receiveEvidence(city.portal, sent, to)).arrived[0]?.id ?? "";
}

/** An exchange Mara (1006) asked about, logged with a picture by Ray (1004) and left open. */
export async function loggedExchange(city: City): Promise<OpenExchange> {
  const number = await askAdvice(city);
  const exchange = await logOne(city, "1004", { number }, { followUpOn: "2099-01-01" });
  await addPicture(city, "1004", exchange);
  return exchange;
}

/** Works in a running portal of a test, beside it. */
export async function beside<T>(
  { home, url }: RunningPortal,
  work: (city: City) => Promise<T>,
): Promise<T> {
  const settings = readSettings({ SIGNPOST_HOME: home });
  return withDatabase(settings, async (database) => {
    const portal = await openPortal(settings, database, { now: () => new Date(), publicUrl: url });
    const viewer = async (known: string) => {
      const person = await portal.db.query.people.findFirst({
        where: (row, { eq, or }) => or(eq(row.handle, known), eq(row.email, known)),
      });
      if (!person) throw new Error(`There is nobody known as ${known}.`);
      const { id: personId, handle, givenName, familyName } = person;
      const nothing = {
        ...{ roles: [], isSupervisor: false, isInvestigator: false, sessionId: "" },
        ...({ method: "password", hasSecondFactor: false } as const),
      };
      return { personId, handle, givenName, familyName, ...nothing };
    };
    return work({ portal, viewer });
  });
}
