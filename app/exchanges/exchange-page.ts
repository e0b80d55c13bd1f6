import { sql } from "drizzle-orm";
import { hasRole, type Viewer } from "../auth/viewer.ts";
import { type Clock, clockOf } from "../clock.ts";
import type { Day } from "../days.ts";
import { type Evidence, listEvidence } from "../evidence-files/list-evidence.ts";
import { inForce } from "../people/in-force.ts";
import type { Portal } from "../portal.ts";
import { type ExchangeActLine, readActsOf } from "./acts-of.ts";
import { isAdvisedBy } from "./advisers.ts";
import { readRequest } from "./begin-exchange.ts";
import { isDue, stateOf, whatWasLast } from "./exchange-state.ts";
import { readDraftAbout } from "./log/log-draft.ts";
import { type ExchangeReport, readExchangeReport } from "./log-exchange.ts";
import { openExchange } from "./open-exchange.ts";
import { whyNoEscalation, whyNoTelling } from "./tell-of-escalation.ts";
import type { AdviceRequest } from "./told.ts";
import type { Known } from "./why-no-act.ts";
import { closedStates, type ExchangeState } from "./words.ts";

/** An exchange whole, as who advises in it reads it. */
export type ExchangePage = Known & {
  clock: Clock;
  number: string;
  person: { name: string; givenName: string; work: string | null; hasMail: boolean };
  /** The viewer is the person's supervisor or of Human Resources, so they can tell them that something waits. */
  canTell: boolean;
  state: ExchangeState;
  isEscalated: boolean;
  isDue: boolean;
  /** Still going on, when it was begun. */
  isOngoing: boolean;
  begunAs: "request" | "log";
  begunBy: string;
  begunAt: Date;
  begunOn: Day;
  request: AdviceRequest | null;
  report: ExchangeReport | null;
  /** Who of the City is part of it: it is kept from them. */
  parties: string[];
  acts: ExchangeActLine[];
  /** Number of the last act: forms carry it, so that nobody acts on what they have not read. */
  seen: number;
  followUpOn: Day | null;
  evidence: Evidence[];
  /** The viewer's own draft of its log, the one saved last, or null. */
  draft: string | null;
  /** Why its person cannot be told that it goes to HR, and why it cannot go there; null where it can. */
  whyNoTelling: string | null;
  whyNoEscalation: string | null;
};

/** An exchange by its number; undefined where there is none for this viewer to advise in. */
export async function readExchangePage(
  viewer: Viewer,
  portal: Portal,
  number: string,
): Promise<ExchangePage | undefined> {
  const exchange = await openExchange(viewer, portal, number);
  if (!exchange) return undefined;
  const clock = await clockOf(portal);
  const { today } = clock;
  const [row] = await portal.db.execute<Row>(sql`
    select x.begun_as as "begunAs", x.begun_at as "begunAt", x.begun_on::text as "begunOn", x.request,
      x.is_ongoing as "isOngoing", b.given_name || ' ' || b.family_name as "begunBy",
      p.given_name || ' ' || p.family_name as name, p.given_name as "givenName",
      p.email is not null as "hasMail", exists (
        select from employments e where e.person_id = p.id and e.supervisor_id = ${viewer.personId}
          and ${inForce("e", today)}
      ) as "isSupervisor",
      (
        select e.position || ', ' || d.name from employments e join departments d on d.id = e.department_id
        where e.person_id = p.id and ${inForce("e", today)} limit 1
      ) as work,
      ${stateOf(today)} as state, ${isDue(today)} as "isDue",
      next.follow_up_on::text as "followUpOn",
      exists (select from exchange_escalations v where v.exchange_id = x.id) as "isEscalated",
      array(
        select o.given_name || ' ' || o.family_name
        from exchange_parties t join people o on o.id = t.person_id
        where t.exchange_id = x.id order by o.sort_name, o.id
      ) as parties
    from exchanges x join people p on p.id = x.person_id join people b on b.id = x.begun_by ${whatWasLast}
    where x.id = ${exchange.id} and ${isAdvisedBy(viewer, today)}`);
  if (!row) return undefined;
  const { name, givenName, work, hasMail, isSupervisor, begunAt, request, ...shown } = row;
  const acts = await readActsOf(portal.db, exchange);
  const report = await readExchangeReport(portal.db, exchange);
  return {
    ...{ clock, number: exchange.number, ...shown, begunAt: new Date(begunAt) },
    person: { name, givenName, work, hasMail },
    canTell: isSupervisor || hasRole(viewer, "hr-training"),
    isOpen: !closedStates.includes(row.state),
    isLogged: report !== null,
    isWaiting: row.state === "waiting" || row.state === "wrote-since",
    request: request && readRequest(exchange, request),
    ...{ report, acts, seen: acts.at(-1)?.number ?? 0 },
    evidence: await listEvidence(portal, portal.db, exchange),
    draft: await readDraftAbout(viewer, portal, exchange),
    whyNoTelling: await whyNoTelling(portal.db, exchange),
    whyNoEscalation: await whyNoEscalation(portal.db, exchange),
  };
}

type Row = Pick<ExchangePage, "begunAs" | "begunBy" | "begunOn" | "isOngoing" | "state"> &
  Pick<ExchangePage, "isDue" | "followUpOn" | "isEscalated" | "parties"> & {
    begunAt: string;
    request: Uint8Array | null;
    name: string;
    givenName: string;
    work: string | null;
    hasMail: boolean;
    isSupervisor: boolean;
  };
