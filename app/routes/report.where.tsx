import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { answerQuestion, openQuestion } from "../intake/form/answer-question.ts";
import { readReportWords } from "../intake/form/report-words.ts";
import { told, toldInLines } from "../intake/form/told.ts";
import { CheckboxesField } from "../ui/checkboxes-field.tsx";
import { ChoiceField } from "../ui/choice-field.tsx";
import { TextAreaField, TextField } from "../ui/field.tsx";
import { Question } from "../ui/question.tsx";

export const loader = forAnybodyAtAll(async (visit) => {
  const { page, draft } = await openQuestion(visit, "where");
  const { organization, settings } = await readReportWords(visit.portal);
  return {
    page,
    where: draft.where,
    platforms: settings.platforms,
    channels: organization.channels,
    name: organization.name,
  };
});

const answer = z.object({
  platform: z.array(z.string()),
  other: told(200),
  addresses: toldInLines({ most: 20, max: 2000 }),
  onChannel: z.enum(["yes", "no", "not-sure"]).optional().catch(undefined),
});

export const action = forAnybodyAtAll(async (visit) => {
  const { settings } = await readReportWords(visit.portal);
  return answerQuestion(visit, "where", answer, (draft, { platform, ...rest }) => {
    const platforms = settings.platforms.filter((one) => platform.includes(one));
    return { ...draft, where: { ...rest, platforms } };
  });
});

export default function Where() {
  const { page, where, platforms, channels, name } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal ?? page.left;
  const given = refusal ? undefined : where;
  return (
    <Question
      page={page}
      title="Where was it posted?"
      lead={
        <p className="govuk-body">
          Leave out what you do not know. You can also leave out the platform when the address shows
          it.
        </p>
      }
      isMultipart
      refusal={refusal}
    >
      <div className="in-columns">
        <CheckboxesField
          name="platform"
          legend="Platform"
          options={platforms.map((one) => ({ value: one, label: one }))}
          value={where?.platforms ?? []}
          refusal={refusal}
        />
      </div>
      <TextField
        name="other"
        label="Another place"
        hint="For example a forum, a group chat or a web page."
        value={given?.other ?? ""}
        refusal={refusal}
      />
      <TextAreaField
        name="addresses"
        rows={3}
        label="Addresses of the post, the account or the group"
        hint="One a line, as copied from the browser or the app. The portal does not open them."
        value={given?.addresses.join("\n") ?? ""}
        refusal={refusal}
      />
      <ChoiceField
        name="onChannel"
        legend={`Was it on one of the channels of the ${name}?`}
        hint={`The City’s own channels are on ${listed(channels)}.`}
        value={where?.onChannel}
        options={[
          { value: "yes", label: "Yes" },
          { value: "no", label: "No" },
          { value: "not-sure", label: "I am not sure" },
        ]}
        refusal={refusal}
      />
    </Question>
  );
}

const listed = (names: string[]) =>
  new Intl.ListFormat("en", { type: "conjunction" }).format(names);
