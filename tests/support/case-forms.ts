import { randomUUID } from "node:crypto";
import { actOnCase, type CaseActDone, type CaseInHand } from "#app/cases/act-on-case.ts";
import { readCapacity } from "#app/cases/capacity.ts";
import type { CaseActName } from "#app/cases/case-act.ts";
import type { AskedOfCase } from "#app/cases/case-route.ts";
import type { Transaction } from "#app/db.ts";
import { lastOf, readCase } from "./cases.ts";
import type { testPortal } from "./portal.ts";

type City = Pick<ReturnType<typeof testPortal>, "portal" | "viewer">;

/** Somebody sends the form of an act, having read all there is; as the act answers. */
export async function send(
  city: City,
  as: string,
  number: string,
  ask: (hand: CaseInHand, tx: Transaction) => AskedOfCase | Promise<AskedOfCase>,
): Promise<CaseActDone> {
  const form = { formId: randomUUID(), seen: 9999 };
  return actOnCase(await city.viewer(as), city.portal, number, form, ask);
}

/** What every form carries that is about the last act of a name. */
export const aboutLast = ({ file }: Pick<CaseInHand, "file">, name: CaseActName) => ({
  ...{ formId: randomUUID(), seen: 9999, about: lastOf(file, name) },
});

/** A case in the hands of somebody for whom it is there. */
export async function inHand(city: City, as: string, number: string): Promise<CaseInHand> {
  const { kase, file, standing } = await readCase(city, as, number);
  const capacity = await readCapacity(await city.viewer(as), city.portal, city.portal.db, kase);
  return { kase, file, standing, capacity, today: standing.today };
}
