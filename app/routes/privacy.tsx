import { useLoaderData } from "@remix-run/react";
import { forEveryone } from "../auth/guard.ts";
import { Page } from "../ui/page.tsx";
import { SummaryList } from "../ui/summary-list.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forEveryone(async ({ portal }) => {
  const version = await portal.shelf.inForce(portal.now());
  const { authority, retention } = await portal.organization();
  const texts = Object.entries(version?.content.privacy ?? {});
  return {
    texts: texts.map(([occasion, text]) => ({ occasion, ...text })),
    authority,
    retention: Object.entries(retention).map(([kept, time]): [string, string] => [
      keptWords[kept] ?? kept,
      time,
    ]),
  };
});

const keptWords: Record<string, string> = {
  attestation: "Acknowledgements",
  attempts: "Answers to scenarios",
  cases: "Cases, notices and what was answered to them",
  exchanges: "Requests for advice and exchange reports",
  reports: "Violation reports",
  sessions: "When you signed in",
};

export default function Privacy() {
  const { texts, authority, retention } = useLoaderData<typeof loader>();
  return (
    <Page title="What is kept about you">
      <p className="govuk-body-l">Each of these stands where you are asked for something, too.</p>
      <ul className="govuk-list govuk-list--bullet">
        {texts.map(({ occasion, title }) => (
          <li key={occasion}>
            <a className="govuk-link" href={`#${occasion}`}>
              {title}
            </a>
          </li>
        ))}
        <li>
          <a className="govuk-link" href="#authority">
            Under which authority
          </a>
        </li>
        <li>
          <a className="govuk-link" href="#retention">
            For how long
          </a>
        </li>
      </ul>
      {texts.map(({ occasion, title, html }) => (
        <section key={occasion} id={occasion} aria-labelledby={`${occasion}-title`}>
          <h2 className="govuk-heading-m" id={`${occasion}-title`}>
            {title}
          </h2>
          <Words html={html} />
        </section>
      ))}
      <section id="authority" aria-labelledby="authority-title">
        <h2 className="govuk-heading-m" id="authority-title">
          Under which authority
        </h2>
        <p className="govuk-body">{authority}</p>
      </section>
      <section id="retention" aria-labelledby="retention-title">
        <h2 className="govuk-heading-m" id="retention-title">
          For how long
        </h2>
        <SummaryList rows={retention} />
      </section>
    </Page>
  );
}
