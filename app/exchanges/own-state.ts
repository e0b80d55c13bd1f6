import { sql } from "drizzle-orm";

/** Where an exchange stands, as its person sees it: it follows from the acts. */
export type OwnState = "waiting" | "answered" | "logged" | "told" | "escalated" | "closed";

const hasAct = (act: "logged" | "told" | "escalated") =>
  sql`exists (select from exchange_acts a where a.exchange_id = x.id and a.act = ${act})`;

/** The exchange `x` is not closed. */
export const isOpen = sql`exists (select from open_exchanges o where o.exchange_id = x.id)`;

/** What was said last in the exchange `x` was said by its person: an adviser's words are awaited. */
export const isAnswerAwaited = sql`coalesce((
  select a.act = 'wrote' from exchange_acts a
  where a.exchange_id = x.id order by a.number desc limit 1
), x.begun_as = 'request')`;

/** The state of the exchange `x` for its person. */
export const ownState = sql`case
  when ${hasAct("escalated")} then 'escalated'
  when ${hasAct("told")} then 'told'
  when not ${isOpen} then 'closed'
  when ${isAnswerAwaited} then 'waiting'
  when ${hasAct("logged")} then 'logged'
  else 'answered' end`;
