import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";

export const loader = forRole("administrator", async ({ portal }) => {
  const { settings } = await portal.installation();
  return { settings };
});

export default function SettingsPage() {
  const { settings } = useLoaderData<typeof loader>();
  return (
    <Page title="Settings" back={{ to: "/admin", label: "Administration" }} wide>
      <p className="govuk-body">
        These are decided where the portal is started, by variables of its environment, so that
        nobody changes them from a browser. To change one: set the variable there, and start the
        portal again. Passwords and keys are never shown.
      </p>
      <Table
        caption="What the environment decides"
        columns={["Setting", "At present", "Changed by"].map((title) => ({ title }))}
        rows={settings.map(({ title, value, variables }) => ({
          key: title,
          cells: [
            title,
            <span key="value" className="breaks">
              {value}
            </span>,
            <span key="variables" className="mono">
              {variables.join(", ")}
            </span>,
          ],
        }))}
      />
      <p className="govuk-body">
        The name of the organization, its time zone, reminders and contacts are content: Human
        Resources publishes them with a version of the policy.
      </p>
    </Page>
  );
}
