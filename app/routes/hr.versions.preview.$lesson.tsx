import { useLoaderData } from "@remix-run/react";
import { forRole, notFound } from "../auth/guard.ts";
import { readDraft } from "../content/draft.ts";
import { lessonPreview, type ScenarioPreview } from "../content/lesson-preview.ts";
import { Page } from "../ui/page.tsx";
import { PreviewBanner } from "../ui/preview-banner.tsx";
import { Words } from "../ui/words.tsx";

/** A lesson as it would look, from the content files, with every answer and its feedback. */
export const loader = forRole("hr-training", async ({ viewer, portal, params }) => {
  const draft = await readDraft(viewer, portal);
  const preview = draft && lessonPreview(draft.content, params.lesson ?? "");
  if (!preview) throw notFound();
  return preview;
});

export default function LessonPreviewPage() {
  const { title, place, summary, pieces, next } = useLoaderData<typeof loader>();
  return (
    <Page
      title={title}
      caption={`Preview: ${place}`}
      back={{ to: "/hr/versions/preview", label: "Preview of the policy" }}
    >
      <PreviewBanner />
      <p className="govuk-body-l">{summary}</p>
      {pieces.map((piece, index) =>
        "html" in piece ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: pieces of a lesson never move
          <Words key={index} html={piece.html} />
        ) : (
          <ScenarioAnswers key={piece.scenario.id} scenario={piece.scenario} />
        ),
      )}
      {next ? (
        <a className="govuk-button govuk-button--secondary" href={next.to}>
          {next.label}
        </a>
      ) : null}
    </Page>
  );
}

function ScenarioAnswers({ scenario }: { scenario: ScenarioPreview }) {
  const { id, place, situation, ask, choices } = scenario;
  return (
    <section className="scenario" id={id} aria-labelledby={`${id}-place ${id}-ask`}>
      <p className="scenario__count" id={`${id}-place`}>
        {place}
      </p>
      {situation.map((paragraph) => (
        <p className="govuk-body" key={paragraph}>
          {paragraph}
        </p>
      ))}
      <h2 className="govuk-heading-s" id={`${id}-ask`}>
        {ask}
      </h2>
      {choices.map((choice) => (
        <div key={choice.id} className={`feedback${choice.right ? " feedback--right" : ""}`}>
          <h3>{choice.right ? "Fits" : "Does not fit"}</h3>
          <p className="govuk-body">“{choice.text}”</p>
          <p className="govuk-body">{choice.feedback}</p>
          <p className="govuk-body">
            <q>{choice.quote}</q>, {choice.clauseLabel}
          </p>
        </div>
      ))}
    </section>
  );
}
