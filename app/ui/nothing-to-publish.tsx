import type { FormRefusal } from "../form.ts";
import { ErrorSummary } from "./field.tsx";
import { Page } from "./page.tsx";

/** Where publishing stops: the files have faults, or say what is published already. */
export function NothingToPublish({ refusal }: { refusal?: FormRefusal | undefined }) {
  return (
    <Page
      title="There is nothing to publish"
      back={{ to: "/hr/versions", label: "Versions of the policy" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      <p className="govuk-body-l">
        The content files say what a version says already, or they have faults that are to be mended
        first.
      </p>
      <a className="govuk-button govuk-button--secondary" href="/hr/versions">
        See the versions
      </a>
    </Page>
  );
}
