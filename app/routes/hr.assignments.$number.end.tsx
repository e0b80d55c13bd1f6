import { useLoaderData } from "@remix-run/react";
import { endRule } from "../attestation/make-rule.ts";
import { readRules } from "../attestation/rule-list.ts";
import { ruleKindWords } from "../attestation/words.ts";
import { forRole, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { audienceWords } from "../people/audience-words.ts";
import { SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const rule = await ruleOf(visit);
  const [{ employmentTypes, tracks }, { locale }] = await Promise.all([
    visit.portal.organization(),
    clockOf(visit.portal),
  ]);
  return {
    isByRole: rule.kind === "role",
    isEnded: rule.endedAt !== null,
    kind: ruleKindWords[rule.kind].title,
    track: titleOf(tracks, rule.track),
    audience: audienceWords(rule.audience, { employmentTypes, locale }).join("; "),
    open: rule.open,
  };
});

export const action = forRole("hr-training", async (visit) => {
  const { number } = await ruleOf(visit);
  await endRule(visit.viewer, visit.portal, number);
  return seeOther(`/hr/assignments?ended=${number}`);
});

export default function EndRule() {
  const { isByRole, isEnded, kind, track, audience, open } = useLoaderData<typeof loader>();
  return (
    <Page title="End a rule" caption={track} back={{ to: "/hr/assignments", label: "Assignments" }}>
      <SummaryList
        rows={[
          ["Rule", kind],
          ["For", audience],
          ["Open now", `${open} of the assignments it made`],
        ]}
      />
      {isEnded ? (
        <p className="govuk-body">This rule has ended already.</p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            {isByRole
              ? "From now on it assigns nothing. What it made and is still open ends, unless another rule by role asks for the same track; what was acknowledged stays."
              : "From now on it does nothing. What it made stays, open or answered."}{" "}
            An ending is final; you can make the rule anew.
          </p>
          <SendButton kind="warning">End the rule</SendButton>
        </form>
      )}
    </Page>
  );
}

async function ruleOf({ viewer, portal, params }: Visit) {
  const rules = await readRules(viewer, portal);
  const rule = rules.find(({ number }) => String(number) === params.number);
  if (!rule) throw notFound();
  return rule;
}
