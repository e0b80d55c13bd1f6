import type { ComponentProps } from "react";
import { CaseActAbout } from "./case-act-about.tsx";
import { TextAreaField } from "./field.tsx";

type Act = ComponentProps<typeof CaseActAbout>;
type Asked = { asked?: { what: string; whys: string[] } | null };

/** What is said of something issued that a finding or a grievance has put in question: that it ends, or stands. */
export function WordOnIssued({
  loaded,
  refusal,
  ...act
}: Pick<Act, "title" | "send" | "final" | "refusal"> & {
  loaded: Omit<Act["loaded"], "offered"> & {
    offered: (NonNullable<Act["loaded"]["offered"]> & Asked) | null;
  };
}) {
  const asked = loaded.offered?.asked;
  return (
    <CaseActAbout ask="What was issued?" {...act} {...{ loaded, refusal }}>
      {asked ? (
        <>
          <p className="govuk-body">
            <strong>{asked.what}</strong>
          </p>
          {asked.whys.map((why) => (
            <p key={why} className="govuk-body">
              {why}
            </p>
          ))}
          <TextAreaField name="words" label="Reasons" rows={6} refusal={refusal} />
        </>
      ) : null}
    </CaseActAbout>
  );
}
