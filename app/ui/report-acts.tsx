import type { ReportPage } from "../intake/report-page.ts";

/** What can be done next with a report; of what cannot, why not. */
export function ReportActs({ page, inCase }: { page: ReportPage; inCase: string | null }) {
  const { number, isAcknowledged, joinedWith, others } = page;
  const path = `/reports/${number}`;
  const acts = [
    inCase
      ? { to: `/cases/${inCase}`, title: `Go to its case, ${inCase}`, whyNot: null }
      : {
          to: `${path}/open-case`,
          title: "Open a case",
          whyNot: joinedWith ? `open it from ${joinedWith}, with which this one is joined` : null,
        },
    {
      to: `${path}/acknowledge`,
      title: "Acknowledge it personally",
      whyNot: isAcknowledged ? "somebody has done so" : null,
    },
    { to: "#messages", title: "Write to the reporter", whyNot: null },
    joinedWith
      ? { to: `${path}/part`, title: `Part it from ${joinedWith}`, whyNot: null }
      : {
          to: `${path}/join`,
          title: "Join it, as a duplicate, with another",
          whyNot: others.length ? "others are joined with this one: part them first" : null,
        },
    { to: `${path}/step-aside`, title: "Step aside: you have a conflict", whyNot: null },
  ];
  return (
    <section className="no-print" aria-label="What you can do">
      <h2 className="govuk-heading-m govuk-!-margin-top-6">What you can do</h2>
      <ul className="govuk-list">
        {acts.map(({ to, title, whyNot }) => (
          <li key={to}>
            {whyNot ? (
              <>
                {title}: {whyNot}
              </>
            ) : (
              <a className="govuk-link" href={to}>
                {title}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
