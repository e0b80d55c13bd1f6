import type { CaseActName } from "../case-act.ts";
import type { Standing } from "../standing.ts";
import {
  aboutOne,
  again,
  all,
  dayAhead,
  isDisposed,
  type Rule,
  thereIs,
  whileInvestigated,
  whileOpen,
} from "./rule.ts";

const served = ({ of, has }: Standing) =>
  of("noticed").filter(({ number }) => has(number, "served"));
const unserved = ({ of, has }: Standing) =>
  of("noticed").filter(({ number }) => !has(number, "served"));

/** How a respondent is given notice of the allegations and heard; also that a letter was read. */
export const notice = {
  noticed: all(
    whileInvestigated,
    thereIs("State an allegation first", ({ liveAllegations }, { personId }) =>
      liveAllegations.some(({ respondentId }) => !personId || respondentId === personId),
    ),
    dayAhead,
  ),
  served: all(
    whileOpen,
    thereIs("Give notice of the allegations first", ({ of }) => of("noticed").length > 0),
    thereIs("Every notice is served", (standing) => unserved(standing).length > 0),
    aboutOne(["noticed"], ["served"]),
  ),
  tried: all(
    whileOpen,
    thereIs(
      "Give notice first, and record how it was served",
      (standing) => served(standing).length > 0,
    ),
    aboutOne(["noticed"]),
    ({ has }, { about }) => (about !== undefined && !has(about, "served") ? again : null),
  ),
  read: all(
    ({ stage }) => (stage === "disposed" ? isDisposed : null),
    aboutOne(["noticed", "issued", "informed"], ["read"]),
    ({ actOf, has }, { about, by }) => {
      if (about === undefined) return null;
      const given = actOf(about);
      const isTheirs = by === undefined || given?.person?.id === by;
      return isTheirs && (given?.act !== "noticed" || has(about, "served")) ? null : again;
    },
  ),
  responded: all(
    whileOpen,
    thereIs(
      "Give notice first, and record how it was served",
      (standing) => served(standing).length > 0,
    ),
    aboutOne(["noticed"]),
    ({ actOf, about, has, today }, asked) => {
      if (asked.about === undefined) return null;
      const notice = actOf(asked.about);
      if (!has(asked.about, "served")) return again;
      if (asked.personId !== undefined && notice?.person?.id !== asked.personId) return again;
      if (
        asked.choice !== undefined &&
        asked.choice !== "response" &&
        asked.by === notice?.person?.id
      )
        return "Write a response: the investigator records anything else";
      if (asked.choice !== "none") return null;
      if (has(asked.about, "responded")) return "There is a response: this one was answered";
      if ((notice?.dueOn ?? "") >= today)
        return "Wait until the day to respond by has passed, or record the response";
      return about(asked.about, "tried").length < 2
        ? "Record two tries to reach the respondent first"
        : null;
    },
  ),
} satisfies Partial<Record<CaseActName, Rule>>;
