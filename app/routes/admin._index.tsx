import { useLoaderData } from "@remix-run/react";
import { readMailState } from "../administration/mail-state.ts";
import { sayNoMail } from "../administration/no-mail.ts";
import { readOverview } from "../administration/overview.ts";
import { readPulse, whatIsWrong } from "../administration/pulse.ts";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { whyOfficerIsNeeded } from "../intake/nobody-left.ts";
import { type AdminPlace, adminPlaces } from "../ui/admin-places.ts";
import { Page } from "../ui/page.tsx";
import { Warning } from "../ui/warning.tsx";

export const loader = forRole("administrator", async ({ viewer, portal }) => {
  const [clock, overview, pulse, mail, { version }, officerIsNeeded] = await Promise.all([
    clockOf(portal),
    readOverview(viewer, portal),
    readPulse(portal.db),
    readMailState(viewer, portal.db),
    portal.installation(),
    whyOfficerIsNeeded(viewer, portal),
  ]);
  return {
    ...{ locale: clock.locale, overview, wrong: whatIsWrong(pulse), version, officerIsNeeded },
    noMail: sayNoMail(clock, portal, mail),
  };
});

export default function Administration() {
  const { locale, overview, wrong, noMail, version, officerIsNeeded } =
    useLoaderData<typeof loader>();
  const counted = (count: number, one: string, many: string) =>
    count === 1 ? `1 ${one}` : `${count.toLocaleString(locale)} ${many}`;
  const standing: Partial<Record<AdminPlace, string>> = {
    "/admin/roles": counted(overview.holders, "person holds one", "people hold one"),
    "/grants":
      overview.waiting === 0
        ? "Nothing waits"
        : counted(overview.waiting, "request waits", "requests wait"),
    "/admin/sessions": counted(overview.signedIn, "person is signed in", "people are signed in"),
    "/admin/health": wrong.length === 0 ? (noMail ?? "All is well") : "Something is wrong",
    "/admin/settings": `Version ${version}`,
  };
  return (
    <Page title="Administration" wide>
      {officerIsNeeded ? <Warning>{officerIsNeeded}</Warning> : null}
      {wrong.map((sentence) => (
        <Warning key={sentence}>{sentence}</Warning>
      ))}
      <p className="govuk-body">
        Who gets in and who may do what, and how the portal fares. Cases are not seen from here.
      </p>
      <ul className="govuk-list admin-places">
        {adminPlaces.map(({ to, name, about }) => (
          <li key={to}>
            <h2 className="govuk-heading-s">
              <a className="govuk-link" href={to}>
                {name}
              </a>
            </h2>
            <p className="admin-places__about">{about}</p>
            {standing[to] ? <p className="admin-places__standing">{standing[to]}</p> : null}
          </li>
        ))}
      </ul>
    </Page>
  );
}
