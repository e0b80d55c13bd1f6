import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, type Visit } from "../auth/guard.ts";
import { allegeForm, lookForm, type WhoAndWhen } from "../cases/allege-form.ts";
import { whyNotTheirs } from "../cases/capacity.ts";
import { loadCaseAct, readCaseInHand, sendCaseAct } from "../cases/case-route.ts";
import {
  type FoundForAllegation,
  findForAllegation,
  type VersionToChoose,
} from "../cases/find-for-allegation.ts";
import { whyNoCaseAct } from "../cases/life.ts";
import { stateAllegation } from "../cases/state-allegation.ts";
import { clockOf } from "../clock.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import { readWorkInSpan } from "../people/work-in-span.ts";
import { AllegeWhat } from "../ui/allege-what.tsx";
import { AllegeWho } from "../ui/allege-who.tsx";
import { CaseAct } from "../ui/case-act.tsx";

export const loader = forSignedIn((visit) =>
  loadCaseAct(visit, "alleged", async ({ file, today }) => ({
    clock: await clockOf(visit.portal),
    respondents: await Promise.all(
      file.respondents.map(async ({ id, handle, name }) => {
        const span = { from: today, until: today };
        const { lastOn } = await readWorkInSpan(visit.portal.db, id, span, today);
        return { handle, name, lastOn };
      }),
    ),
  })),
);

/** First who, when and where; then, of the version that was in force, which rule, and in which words. */
export const action = forSignedIn(async (visit) => {
  const step = (await visit.request.clone().formData()).getAll("step").at(-1);
  if (step === "state") return state(visit);
  const form = await readForm(visit.request, lookForm);
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  if (!hand) throw notFound();
  if ("refusal" in form) {
    // Nothing of the second step is asked for yet.
    return again(form.refusal, null, 400);
  }
  const { formId: _, seen: __, ...typed } = form.value;
  const kept = { ...typed, formId: form.value.formId };
  if (step === "change") return again(refuseForm(kept, {}).refusal, null, 200);
  const asked = { act: "alleged", by: visit.viewer.personId } as const;
  const whyNot = whyNotTheirs(hand.capacity, "alleged") ?? whyNoCaseAct(hand.standing, asked);
  if (whyNot) return again(refuseForm(kept, { form: whyNot }).refusal, null, 409);
  const found = await findForAllegation(visit.portal, visit.portal.db, hand, form.value);
  if ("refused" in found) {
    const { refused, field, versions } = found;
    return again(refuseForm(kept, { [field]: refused }).refusal, null, 400, versions);
  }
  return again(refuseForm(kept, {}).refusal, found, 200);
});

async function state(visit: Visit) {
  const { portal } = visit;
  const answer = await sendCaseAct(visit, allegeForm, (value, hand, tx) =>
    stateAllegation(portal, tx, hand, value),
  );
  if (answer instanceof Response) return answer;
  const { refusal } = answer.data;
  const hand = await readCaseInHand(visit, visit.params.number ?? "");
  const first = lookForm.safeParse(refusal.typed);
  const found =
    hand && first.success
      ? await findForAllegation(portal, portal.db, hand, first.data as WhoAndWhen)
      : null;
  const versions = found && "refused" in found ? found.versions : undefined;
  const status = answer.init?.status ?? 400;
  return again(refusal, found && "refused" in found ? null : found, status, versions);
}

/** The form once more: its second step where what was asked first is found. */
function again(
  refusal: FormRefusal,
  found: FoundForAllegation | null,
  status: number,
  versions: VersionToChoose[] = [],
) {
  return data({ refusal, found: found && shownOf(found), versions }, { status });
}

/** Without the content of the version, which the page does not need. */
const shownOf = ({ version, ...found }: FoundForAllegation) => found;

export default function Allege() {
  const loaded = useLoaderData<typeof loader>();
  const { refusal, found, versions = [] } = useActionData<typeof action>() ?? {};
  const { offered } = loaded;
  return (
    <CaseAct
      title={found ? `An allegation about ${found.respondent.name}` : "State an allegation"}
      send={found ? "State the allegation" : "Go on"}
      {...(found && {
        final:
          "This is final: an allegation is not changed afterwards. It can be withdrawn, and stated again in other words.",
        also: (
          <button
            type="submit"
            name="step"
            value="change"
            className="govuk-button govuk-button--secondary"
          >
            Change who or when
          </button>
        ),
      })}
      loaded={loaded}
      refusal={refusal}
    >
      {found ? (
        <AllegeWhat found={found} refusal={refusal} />
      ) : offered ? (
        <AllegeWho {...offered} versions={versions} refusal={refusal} />
      ) : null}
    </CaseAct>
  );
}
