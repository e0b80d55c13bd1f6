// Light: components import it.
import type { OwnNoticeLine } from "./own-notices.ts";

/** A notice waits for its respondent's answer, whether or not its day is past. */
export const isToAnswer = ({ of, decided, isClosed, isAnswered }: OwnNoticeLine): boolean =>
  of === "notice" && !decided && !isClosed && !isAnswered;
