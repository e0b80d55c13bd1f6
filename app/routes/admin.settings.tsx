import { useLoaderData } from "@remix-run/react";
import { readInEffect } from "../administration/in-effect.ts";
import { forRole } from "../auth/guard.ts";
import { Page } from "../ui/page.tsx";
import { Table } from "../ui/table.tsx";

export const loader = forRole("administrator", async ({ viewer, portal }) => {
  const [{ settings, version, commit }, inEffect] = await Promise.all([
    portal.installation(),
    readInEffect(viewer, portal),
  ]);
  return { settings, inEffect, version, commit };
});

export default function SettingsPage() {
  const { settings, inEffect, version, commit } = useLoaderData<typeof loader>();
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
      <Table
        caption="What holds besides"
        columns={["What", "At present", "Decided by"].map((title) => ({ title }))}
        rows={inEffect.map(({ title, value, decidedBy }) => ({
          key: title,
          cells: [
            title,
            <span key="value" className="breaks">
              {value}
            </span>,
            decidedBy,
          ],
        }))}
      />
      <p className="govuk-body">
        This is version {version} of the portal{commit ? `, commit ${commit}` : null}. Which keys
        are used stands under{" "}
        <a className="govuk-link" href="/admin/keys">
          Keys
        </a>
        . The name of the organization, its time zone, reminders and contacts are content: Human
        Resources publishes them with a version of the policy.
      </p>
    </Page>
  );
}
