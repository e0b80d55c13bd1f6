import { useLoaderData } from "@remix-run/react";
import { forRole } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { readDraft } from "../content/draft.ts";
import { policyPreview } from "../content/policy-page.ts";
import { NothingToPublish } from "../ui/nothing-to-publish.tsx";
import { Page } from "../ui/page.tsx";
import { PolicyWords } from "../ui/policy-text.tsx";
import { PreviewBanner } from "../ui/preview-banner.tsx";
import { Words } from "../ui/words.tsx";

/** The policy, the statement and the privacy notices as they would look, from the content files. */
export const loader = forRole("hr-training", async ({ viewer, portal }) => {
  const [draft, { locale }] = await Promise.all([readDraft(viewer, portal), clockOf(portal)]);
  if (!draft) return null;
  const { statement, privacy, tracks } = draft.content;
  return {
    page: policyPreview(draft, locale),
    statement,
    privacy: Object.entries(privacy).map(([occasion, text]) => ({ occasion, ...text })),
    lessons: tracks.flatMap(({ lessons }) => lessons.map(({ slug, title }) => ({ slug, title }))),
  };
});

export default function PolicyPreview() {
  const loaded = useLoaderData<typeof loader>();
  if (!loaded) return <NothingToPublish />;
  const { page, statement, privacy, lessons } = loaded;
  return (
    <Page
      title={page.title}
      caption={`Preview: policy ${page.number}, version ${page.version}`}
      back={{ to: "/hr/versions", label: "Versions of the policy" }}
      wide
    >
      <PreviewBanner />
      <PolicyWords page={page} />
      <section className="card" aria-labelledby="statement-title">
        <h2 className="govuk-heading-m" id="statement-title">
          {statement.title}
        </h2>
        <Words html={statement.html} />
      </section>
      {privacy.map(({ occasion, title, html }) => (
        <section className="card" key={occasion} aria-labelledby={`privacy-${occasion}`}>
          <h2 className="govuk-heading-m" id={`privacy-${occasion}`}>
            {title}
          </h2>
          <Words html={html} />
        </section>
      ))}
      <h2 className="govuk-heading-m">Lessons</h2>
      <ul className="govuk-list">
        {lessons.map(({ slug, title }) => (
          <li key={slug}>
            <a className="govuk-link" href={`/hr/versions/preview/${slug}`}>
              {title}
            </a>
          </li>
        ))}
      </ul>
    </Page>
  );
}
