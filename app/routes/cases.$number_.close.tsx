import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forSignedIn } from "../auth/guard.ts";
import { loadCaseAct, readCaseInHand, sendCaseAct } from "../cases/case-route.ts";
import { keepingOf } from "../cases/close-case.ts";
import { whatIsOpen } from "../cases/life/ending.ts";
import { readRemedialTraining } from "../cases/remedial-training.ts";
import { clockOf } from "../clock.ts";
import { told } from "../intake/form/told.ts";
import { seenFields } from "../seen-form.ts";
import { CaseAct } from "../ui/case-act.tsx";
import { TextAreaField } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { RemedialTrainingList } from "../ui/remedial-training.tsx";
import { OnDay } from "../ui/when.tsx";

const closeForm = z.object({ ...seenFields, words: told(20_000) });

export const loader = forSignedIn(async (visit) => {
  const { portal, params } = visit;
  const loaded = await loadCaseAct(visit, "closed", async (hand) => ({
    keeping: await keepingOf(portal, hand),
    training: await readRemedialTraining(portal, hand.file),
  }));
  // Why not is said whole here: everything that is still open.
  const hand = loaded.whyNot ? await readCaseInHand(visit, params.number ?? "") : undefined;
  const isOpen = hand?.standing.isOpen && hand.capacity.decides;
  return {
    ...{ ...loaded, clock: await clockOf(portal) },
    open: hand && isOpen ? whatIsOpen(hand.standing) : [],
  };
});

export const action = forSignedIn((visit) =>
  sendCaseAct(visit, closeForm, async ({ words }, hand) => {
    const { until: dueOn } = await keepingOf(visit.portal, hand);
    return [{ act: "closed", dueOn, said: { words } }];
  }),
);

export default function Close() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  const { clock, number, open, offered } = loaded;
  const title = "Close the case";
  if (open.length > 0) {
    return (
      <Page
        title={title}
        caption={number}
        back={{ to: `/cases/${number}`, label: `Case ${number}` }}
      >
        <p className="govuk-body">It can be closed when nothing is open. Still open:</p>
        <ul className="govuk-list govuk-list--bullet">
          {open.map((one) => (
            <li key={one}>{one}</li>
          ))}
        </ul>
      </Page>
    );
  }
  return (
    <CaseAct title={title} send="Close the case" loaded={loaded} refusal={refusal}>
      {offered ? (
        <>
          <p className="govuk-body">Nothing is open any more.</p>
          <p className="govuk-body">
            The case is kept until <OnDay clock={clock} day={offered.keeping.until} /> at least:{" "}
            {sayWhy(offered.keeping)} Then two people can dispose of it.
          </p>
          <RemedialTrainingList clock={clock} assigned={offered.training} />
          <TextAreaField
            name="words"
            label="Anything to add?"
            hint="It stays in the file."
            rows={3}
            refusal={refusal}
          />
        </>
      ) : null}
    </CaseAct>
  );
}

function sayWhy({
  isSubstantiated,
  isBySunset,
  years,
}: {
  isSubstantiated: boolean;
  isBySunset: boolean;
  years: number;
}): string {
  if (isBySunset) return "discipline issued in it counts until the day before.";
  const length = years === 1 ? "1 year" : `${years} years`;
  return isSubstantiated
    ? `${length}, as a finding is substantiated.`
    : `${length}, as no finding is substantiated.`;
}
