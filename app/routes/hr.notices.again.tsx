import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forRole, seeOther } from "../auth/guard.ts";
import { refuseForm } from "../form.ts";
import { sendFailingAgain } from "../notices/notice-act.ts";
import { countNotices } from "../notices/notices.ts";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forRole("hr-training", async ({ viewer, portal }) => {
  const counts = await countNotices(viewer, portal);
  return { failing: counts.find(({ state }) => state === "failing")?.count ?? 0 };
});

export const action = forRole("hr-training", async ({ viewer, portal }) => {
  const asked = await sendFailingAgain(viewer, portal);
  if ("refused" in asked) return data(refuseForm({}, { form: asked.refused }), { status: 409 });
  return seeOther(`/hr/notices?asked=${asked.asked}`);
});

export default function Again() {
  const { failing } = useLoaderData<typeof loader>();
  const refusal = useActionData<typeof action>()?.refusal;
  return (
    <Page
      title="Send all that are failing again"
      back={{ to: "/hr/notices", label: "Notices" }}
      failed={Boolean(refusal)}
    >
      <ErrorSummary refusal={refusal} />
      {failing === 0 ? (
        <p className="govuk-body-l">No notice is failing.</p>
      ) : (
        <form method="post">
          <p className="govuk-body">
            {failing > 1000
              ? "More than 1,000 notices go"
              : `${failing === 1 ? "1 notice goes" : `${failing} notices go`}`}{" "}
            out again, to the addresses of today. Do this once the mail server works again. What was
            settled meanwhile is withdrawn instead.
          </p>
          <SendButton>Send again</SendButton>
        </form>
      )}
    </Page>
  );
}
