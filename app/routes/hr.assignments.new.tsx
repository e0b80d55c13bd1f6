import { randomUUID } from "node:crypto";
import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { makeRule, whyNoRule } from "../attestation/make-rule.ts";
import { ruleFields, ruleForm, ruleOf } from "../attestation/rule-form.ts";
import { ruleKindWords } from "../attestation/words.ts";
import { forRole, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { titleOf } from "../content/title-of.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import { audienceWords } from "../people/audience-words.ts";
import { readDepartments } from "../people/directory.ts";
import { readPositions, readReached } from "../people/reached.ts";
import { ErrorSummary } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";
import { RuleFields } from "../ui/rule-fields.tsx";
import { RulePreview } from "../ui/rule-preview.tsx";

const path = "/hr/assignments/new";

/** The form; with an address that fills it in, whom the rule would reach, or what to mend. */
export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal, url } = visit;
  const [{ tracks, employmentTypes }, clock, departments, positions] = await Promise.all([
    portal.organization(),
    clockOf(portal),
    readDepartments(viewer, portal),
    readPositions(viewer, portal),
  ]);
  const choices = {
    tracks: tracks.map(({ id, title }) => ({ value: id, label: title })),
    departments,
    positions,
    types: employmentTypes,
  };
  const typed = typedIn(url.searchParams);
  const isAsked = url.searchParams.has("days");
  const form = isAsked ? await readRule(visit, url.searchParams) : null;
  const isEdited = url.searchParams.get("edit") === "yes";
  if (form === null || "refusal" in form || isEdited) {
    const refusal = form && "refusal" in form && !isEdited ? form.refusal : null;
    const shown = { clock, choices, typed: isAsked ? typed : { days: "30", from: clock.today } };
    return data({ ...shown, refusal, preview: null }, { status: refusal ? 400 : 200 });
  }
  const { rule } = form;
  const preview = {
    form: randomUUID(),
    kind: ruleKindWords[rule.kind],
    rule: { ...rule, track: titleOf(tracks, rule.track) },
    audience: audienceWords(rule.audience, { employmentTypes, locale: clock.locale }),
    reached: await readReached(viewer, portal, rule.audience, 20),
    fields: [...url.searchParams].filter(([name]) => name in ruleFields),
    edit: `${path}?${url.searchParams}&edit=yes`,
  };
  return data({ clock, choices, typed, refusal: null, preview }, { status: 200 });
});

const sent = z.object({
  ...ruleFields,
  form: z.guid("Open the page again: the form did not arrive whole"),
});

export const action = forRole("hr-training", async ({ viewer, portal, request }) => {
  const form = await readForm(request, sent);
  if ("refusal" in form) return data(form, { status: 400 });
  const { form: formId, ...fields } = form.value;
  const made = await makeRule(viewer, portal, { ...ruleOf(fields), formId });
  return "refused" in made
    ? data(refuseForm({}, { form: made.refused }), { status: 409 })
    : seeOther(`/hr/assignments?made=${made.number}`);
});

export default function NewRule() {
  const { clock, choices, typed, preview, ...loaded } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? loaded.refusal;
  return (
    <Page
      title={preview ? "Check the rule" : "A new rule"}
      caption="Assignments"
      back={{ to: "/hr/assignments", label: "Assignments" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {preview ? (
        <RulePreview {...{ clock, path, ...preview }} />
      ) : (
        <RuleFields {...{ path, choices, typed, refusal }} />
      )}
    </Page>
  );
}

/** Reads a rule from an address, as `readForm` reads one that is posted. */
async function readRule({ portal }: Visit, parameters: URLSearchParams) {
  const formData = async () => {
    const filled = new FormData();
    for (const [name, value] of parameters) filled.append(name, value);
    return filled;
  };
  const read = await readForm({ formData }, ruleForm);
  if ("refusal" in read) return read;
  const rule = ruleOf(read.value);
  const refused = await whyNoRule(portal, rule);
  if (refused) return refuseForm(typedIn(parameters), { [refused.field]: refused.refused });
  return { rule };
}

function typedIn(parameters: URLSearchParams): FormRefusal["typed"] {
  return Object.fromEntries(
    Object.entries(ruleFields).map(([name, field]) => [
      name,
      field instanceof z.ZodArray ? parameters.getAll(name) : (parameters.get(name) ?? undefined),
    ]),
  );
}
