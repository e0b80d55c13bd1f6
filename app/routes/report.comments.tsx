import { useLoaderData } from "@remix-run/react";
import { forAnybodyAtAll } from "../auth/guard.ts";
import { contactOf, readReportWords } from "../intake/form/report-words.ts";
import { ContactCard } from "../ui/contact-card.tsx";
import { Page } from "../ui/page.tsx";

export const loader = forAnybodyAtAll(async ({ portal }) => {
  const { organization, settings } = await readReportWords(portal);
  return {
    organization: organization.name,
    contact: contactOf(organization, settings.commentsAsk),
    channels: organization.channels,
  };
});

export default function Comments() {
  const { organization, contact, channels } = useLoaderData<typeof loader>();
  return (
    <Page
      title="Comments of others are not reported here"
      back={{ to: "/report/about", label: "Back to the question" }}
    >
      <p className="govuk-body-l">
        This form is for what employees of the {organization} post. Nothing was sent.
      </p>
      <p className="govuk-body">
        Is it about a comment that somebody else wrote on one of the City’s channels (
        {channels.join(", ")})? Tell the office that looks after them:
      </p>
      {contact ? <ContactCard contact={contact} /> : null}
      <p className="govuk-body">
        Is it about an account that has nothing to do with the City? Report it to the platform, or
        to the police where somebody is threatened.
      </p>
      <p className="govuk-body">
        If it may be an employee after all,{" "}
        <a className="govuk-link" href="/report/about">
          change your answer and go on with the report
        </a>
        . Otherwise you can{" "}
        <a className="govuk-link" href="/report/delete">
          delete what you typed
        </a>
        .
      </p>
    </Page>
  );
}
