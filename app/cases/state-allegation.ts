import type { z } from "zod";
import type { Transaction } from "../db.ts";
import type { Portal } from "../portal.ts";
import type { CaseInHand } from "./act-on-case.ts";
import { allegationAct } from "./allegation.ts";
import type { allegeForm } from "./allege-form.ts";
import type { AskedOfCase } from "./case-route.ts";
import { findForAllegation, whyNotCitable } from "./find-for-allegation.ts";

/** The act that states an allegation as a form says it; or what to mend, at its field. */
export async function stateAllegation(
  portal: Portal,
  tx: Transaction,
  hand: CaseInHand,
  value: Omit<z.output<typeof allegeForm>, "formId" | "seen">,
): Promise<AskedOfCase> {
  const found = await findForAllegation(portal, tx, hand, value);
  if ("refused" in found) return { refused: found.refused, field: found.field };
  const { clause, particulars, addresses, duty, link, when, where } = value;
  const whyNot = whyNotCitable(found, clause);
  if (whyNot) return { refused: whyNot, field: "clause" };
  if (duty === "off-duty" && !link)
    return { refused: "Write what links it to the workplace", field: "link" };
  const { respondent, version, posted } = found;
  const whyVersion = found.isChosen ? value.whyVersion : "";
  const stated = { respondentId: respondent.id, versionId: version.id, clause };
  const days = { postedFrom: posted.from, postedUntil: posted.until };
  return [
    allegationAct(
      hand.kase,
      { ...stated, ...days, isOffDuty: duty === "off-duty" },
      { particulars, addresses, link, whyVersion, when, where },
    ),
  ];
}
