import { sql } from "drizzle-orm";
import type { Day } from "../days.ts";
import type { Executor } from "../db.ts";
import type { NoticeKind } from "../notices/owe-notices.ts";
import { isAdvisedBy } from "./advisers.ts";
import { hasNews } from "./exchange-news.ts";
import { isAnswerAwaited } from "./own-state.ts";

/** Why a notice about a request for advice is not to be sent any more, or null; of other notices always null. */
export async function whyNoAdviceWaits(
  db: Executor,
  { kind, personId, isGone }: { kind: NoticeKind; personId: string; isGone: boolean },
  today: Day,
): Promise<string | null> {
  if (kind === "advice-waiting") {
    const [found] = await db.execute(sql`
      select from exchanges x where case when ${isAnswerAwaited}
        then ${isAdvisedBy({ personId }, today)} else false end
      limit 1`);
    return found ? null : "No exchange waits for this person’s answer any more";
  }
  if (kind !== "advice-news") return null;
  if (isGone) return "No longer works here";
  const [found] = await db.execute(sql`select where ${hasNews(personId)}`);
  return found ? null : "This person has answered since";
}
