import type { VersionToChoose } from "../cases/find-for-allegation.ts";
import type { Clock } from "../clock.ts";
import { type Day, writeDay } from "../days.ts";
import type { FormRefusal } from "../form.ts";
import { ChoiceField } from "./choice-field.tsx";
import { TextAreaField } from "./field.tsx";
import { KeptFields } from "./kept-fields.tsx";
import { PostedField } from "./posted-field.tsx";
import { RespondentField } from "./respondent-field.tsx";

const later = ["clause", "particulars", "addresses", "duty", "link"] as const;

/** The first step of an allegation: about whom, when and where. The version that was in force follows from it. */
export function AllegeWho({
  clock: { locale },
  respondents,
  versions,
  refusal,
}: {
  clock: Clock;
  respondents: { handle: string; name: string; lastOn: Day | null }[];
  /** Those to choose from, where several were in force. */
  versions: VersionToChoose[];
  refusal: FormRefusal | undefined;
}) {
  return (
    <>
      <KeptFields names={later} refusal={refusal} />
      <p className="govuk-body">
        One respondent, one rule, one set of particulars. The rules are those of the policy as it
        was in force on the day of the post.
      </p>
      <RespondentField
        legend="Whom is it about?"
        respondents={respondents.map(({ lastOn, ...one }) => ({
          ...one,
          hint: lastOn ? `Left: the last day was ${writeDay(locale, lastOn)}.` : undefined,
        }))}
        refusal={refusal}
      />
      <PostedField refusal={refusal} />
      {versions.length > 0 ? (
        <>
          <ChoiceField
            name="version"
            legend="Which version of the policy applies?"
            hint={
              versions.length > 1
                ? "Several were in force between these days."
                : "On the first of these days there was no policy yet."
            }
            options={versions.map(({ number, effectiveOn }) => ({
              value: String(number),
              label: `Version ${number}, in force from ${writeDay(locale, effectiveOn)}`,
            }))}
            refusal={refusal}
          />
          <TextAreaField
            name="whyVersion"
            label="Why does this version apply?"
            rows={3}
            refusal={refusal}
          />
        </>
      ) : (
        <KeptFields names={["version", "whyVersion"]} refusal={refusal} />
      )}
      <ChoiceField
        name="where"
        legend="Where was it posted?"
        options={[
          {
            value: "elsewhere",
            label: "On an account of their own, or anywhere else",
            hint: "The five guidelines on personal use are offered.",
          },
          {
            value: "channel",
            label: "On a channel of the City",
            hint: "The grounds for removing comments are offered as well.",
          },
        ]}
        refusal={refusal}
      />
    </>
  );
}
