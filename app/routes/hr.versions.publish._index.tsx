import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forRole, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readDraft } from "../content/draft.ts";
import {
  effectiveOn,
  kind,
  kindWords,
  readChoice,
  writeChoice,
} from "../content/publication-choice.ts";
import { whyNotPublished } from "../content/publish-files.ts";
import { sayWeight } from "../content/say-weight.ts";
import { writeDay } from "../days.ts";
import { readForm, refuseForm } from "../form.ts";
import { ChoiceField } from "../ui/choice-field.tsx";
import { DifferenceAdvice } from "../ui/difference-advice.tsx";
import { ErrorSummary, SendButton, TextField } from "../ui/field.tsx";
import { NothingToPublish } from "../ui/nothing-to-publish.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal } = visit;
  const [draft, clock] = await Promise.all([readDraft(viewer, portal), clockOf(portal)]);
  if (!draft || draft.same) return { nothing: true as const };
  const { content, newest, number, last } = draft;
  const { today } = clock;
  const { kind, effectiveOn } = chosenOf(visit);
  const given = content.policy.effectiveOn;
  const [from = today] = [today, last?.effectiveOn ?? today].sort().slice(-1);
  return {
    nothing: false as const,
    kind,
    effectiveOn: effectiveOn ?? (newest && given < from ? from : given),
    policy: `Policy ${content.policy.number}, ${content.policy.title}, version ${number}`,
    isFirst: newest === null,
    toCome: last && last.effectiveOn > today ? { number: last.number, on: last.effectiveOn } : null,
    clock,
    weight: sayWeight(draft.weight, content, newest?.content),
  };
});

const fields = z.object({ kind, effectiveOn });

export const action = forRole("hr-training", async (visit) => {
  const form = await readForm(visit.request, fields);
  if ("refusal" in form) return data(form, { status: 400 });
  const { viewer, portal } = visit;
  const draft = await readDraft(viewer, portal);
  if (!draft || draft.same) return seeOther("/hr/versions");
  const at = { isFirst: draft.newest === null, now: portal.now() };
  const refused = whyNotPublished(draft, form.value, at);
  if (refused) {
    const field =
      form.value.kind === "editorial" && /^Choose sub/.test(refused) ? "kind" : "effectiveOn";
    return data(refuseForm(form.value, { [field]: refused }), { status: 409 });
  }
  const chosen = writeChoice({ ...chosenOf(visit), ...form.value });
  const next = form.value.kind === "substantive" ? "audience" : "check";
  return seeOther(`/hr/versions/publish/${next}?${chosen}`);
});

export default function ChooseKind() {
  const loaded = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  if (loaded.nothing) return <NothingToPublish />;
  const { clock, policy, isFirst, toCome, weight, kind, effectiveOn } = loaded;
  return (
    <Page
      title="Publish a version"
      caption={policy}
      back={{ to: "/hr/versions", label: "Versions of the policy" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {isFirst ? (
        <p className="govuk-body">This is the first version of this policy.</p>
      ) : (
        <>
          <DifferenceAdvice weight={weight} />
          <p className="govuk-body">
            <a className="govuk-link" href="/hr/versions/difference">
              Read the difference side by side
            </a>
          </p>
        </>
      )}
      <form method="post" noValidate>
        <ChoiceField
          name="kind"
          legend="Which kind of version is it?"
          options={(["substantive", "editorial"] as const).map((value) => ({
            value,
            label: kindWords[value].title,
            hint: kindWords[value].means,
          }))}
          refusal={refusal ?? (kind ? { typed: { kind }, errors: {} } : null)}
        />
        <TextField
          name="effectiveOn"
          label="From which day is it in force?"
          hint={
            isFirst
              ? "The first edition may have been in force before it is published here."
              : toCome
                ? `${writeDay(clock.locale, toCome.on)} or later: version ${toCome.number} comes into force on that day.`
                : "Today or later: no version is effective before it is published."
          }
          kind="date"
          width={20}
          value={effectiveOn}
          refusal={refusal}
        />
        <SendButton>Continue</SendButton>
      </form>
    </Page>
  );
}

function chosenOf({ url }: Pick<Visit, "url">) {
  const read = readChoice(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  return read.chosen;
}
