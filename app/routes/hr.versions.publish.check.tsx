import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { plannedOrder, readPlannedAssignments } from "../attestation/planned-assignments.ts";
import { forRole, refuse, seeOther, type Visit } from "../auth/guard.ts";
import { clockOf } from "../clock.ts";
import { type Draft, readDraft } from "../content/draft.ts";
import { approvalFacts } from "../content/policy-page.ts";
import {
  kindWords,
  type PublicationChoice,
  readChoice,
  writeChoice,
} from "../content/publication-choice.ts";
import { usualDaysToComplete } from "../content/publish.ts";
import { publishFiles, touchesRules, whyNotPublished } from "../content/publish-files.ts";
import { sayWeight } from "../content/say-weight.ts";
import { readForm, refuseForm } from "../form.ts";
import { readPlace, writePlace } from "../keyset.ts";
import { previewNotices } from "../notices/preview-notices.ts";
import { sayAudience } from "../people/say-audience.ts";
import { AnswersList } from "../ui/answers-list.tsx";
import { CheckField } from "../ui/check-field.tsx";
import { DifferenceView } from "../ui/difference.tsx";
import { DifferenceAdvice } from "../ui/difference-advice.tsx";
import { ErrorSummary, SendButton } from "../ui/field.tsx";
import { NothingToPublish } from "../ui/nothing-to-publish.tsx";
import { Page } from "../ui/page.tsx";
import { PlannedAssignments } from "../ui/planned-assignments.tsx";
import { Warning } from "../ui/warning.tsx";
import { OnDay } from "../ui/when.tsx";
import { Words } from "../ui/words.tsx";

export const loader = forRole("hr-training", async (visit) => {
  const { viewer, portal } = visit;
  const draft = await readDraft(viewer, portal);
  if (!draft || draft.same) return { nothing: true as const };
  const choice = choiceOf(visit, draft);
  const [clock, { employmentTypes }, planned] = await Promise.all([
    clockOf(portal),
    portal.organization(),
    plannedPage(visit, choice, draft),
  ]);
  const example = { today: clock.today, reason: planned?.rows[0]?.reason ?? null };
  const { content, newest, number, difference, weight, sourceDigest, versionDigest } = draft;
  const { policy, tracks } = content;
  const was = newest?.content.policy;
  return {
    nothing: false as const,
    clock,
    choice,
    number,
    chosen: `${writeChoice(choice)}`,
    isFirst: newest === null,
    audience: sayAudience(choice.audience, clock, employmentTypes),
    facts: approvalFacts(policy, clock.locale),
    isApprovedAnew:
      was?.approvedOn !== policy.approvedOn || was.methodOfApproval !== policy.methodOfApproval,
    lessons: tracks.flatMap((track) =>
      track.lessons.map(({ slug, title }) => ({ slug, title, track: track.title })),
    ),
    difference,
    names: { before: `Version ${newest?.number}`, after: "The content files" },
    weight: sayWeight(weight, content, newest?.content),
    mustConfirm: touchesRules(choice, weight),
    seen: { sourceDigest, versionDigest, newest: newest?.number ?? 0 },
    planned,
    notices: previewNotices(viewer, portal, draft, choice, example),
  };
});

const digest = z.string({ error: "Open this page again" }).max(64, "Open this page again");
const confirmation = z.object({
  sourceDigest: digest,
  versionDigest: digest,
  newest: z.string({ error: "Open this page again" }).regex(/^\d{1,4}$/, "Open this page again"),
  changesNoRule: z.literal("yes", { error: "Tick the box to confirm" }).optional(),
});

export const action = forRole("hr-training", async (visit) => {
  const form = await readForm(visit.request, confirmation);
  if ("refusal" in form) {
    return data(
      { ...refuseForm({}, { form: "Open this page again" }), isStale: false },
      { status: 400 },
    );
  }
  const { newest, changesNoRule, ...digests } = form.value;
  const published = await publishFiles(visit.viewer, visit.portal, {
    ...choiceOf(visit, await readDraft(visit.viewer, visit.portal)),
    changesNoRule: changesNoRule === "yes",
    seen: { ...digests, newest: Number(newest) },
  });
  if ("number" in published) return seeOther(`/hr/versions?published=${published.number}`);
  const { refused, isStale = false } = published;
  const field = /^Confirm/.test(refused) ? "changesNoRule" : "form";
  return data({ ...refuseForm({}, { [field]: refused }), isStale }, { status: 409 });
});

export default function CheckPublication() {
  const loaded = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const refusal = answer?.refusal;
  if (loaded.nothing) return <NothingToPublish refusal={refusal} />;
  const { clock, choice, number, chosen, seen, planned, notices } = loaded;
  const isSubstantive = choice.kind === "substantive";
  const kindPage = `/hr/versions/publish?${chosen}`;
  const audiencePage = `/hr/versions/publish/audience?${chosen}`;
  return (
    <Page
      title={`Check version ${number} before it is published`}
      caption="Publish a version"
      back={
        isSubstantive
          ? { to: audiencePage, label: "Who acknowledges it" }
          : { to: kindPage, label: "Kind and day" }
      }
      failed={Boolean(refusal)}
      wide
    >
      <ErrorSummary refusal={refusal} />
      <AnswersList
        rows={[
          { name: "Kind", answer: kindWords[choice.kind].title, change: kindPage },
          {
            name: "In force from",
            answer: <OnDay clock={clock} day={choice.effectiveOn} isNear />,
            change: kindPage,
          },
          ...(isSubstantive
            ? [
                { name: "Days to complete", answer: choice.daysToComplete, change: audiencePage },
                { name: "For whom", answer: loaded.audience.join("; "), change: audiencePage },
              ]
            : [{ name: "For whom", answer: "Nobody: an editorial version assigns nothing" }]),
          ...loaded.facts.map(([name, answer]) => ({ name, answer })),
        ]}
      />
      <p className="govuk-body">
        The number, the resolution and the other facts of the approval come from the content files.
      </p>
      {!loaded.isFirst && loaded.weight.clauses.length > 0 && !loaded.isApprovedAnew ? (
        <div className="govuk-inset-text">
          Words of the policy differ, and the files still name the approval of the version before.
          If they were approved anew, have the new date and resolution written into the files first.
        </div>
      ) : null}

      <h2 className="govuk-heading-m" id="difference">
        What differs
      </h2>
      {loaded.isFirst ? (
        <p className="govuk-body">This is the first version of this policy.</p>
      ) : answer?.isStale ? (
        <DifferenceView difference={loaded.difference} names={loaded.names} />
      ) : (
        <>
          <p className="govuk-body">
            In: {loaded.difference.map(({ title }) => title).join("; ")}.
          </p>
          <p className="govuk-body">
            <a className="govuk-link" href="/hr/versions/difference">
              Read the difference side by side
            </a>
          </p>
        </>
      )}

      <h2 className="govuk-heading-m">The pages as they will look</h2>
      <ul className="govuk-list govuk-list--bullet">
        <li>
          <a className="govuk-link" href="/hr/versions/preview">
            The policy and the statement
          </a>
        </li>
        {loaded.lessons.map(({ slug, title, track }) => (
          <li key={slug}>
            <a className="govuk-link" href={`/hr/versions/preview/${slug}`}>
              {title}
            </a>{" "}
            <span className="quiet">({track})</span>
          </li>
        ))}
      </ul>

      {notices.length > 0 ? (
        <>
          <h2 className="govuk-heading-m">The notices as they will read</h2>
          {notices.map(({ to, subject, html }) => (
            <details className="govuk-details" key={to}>
              <summary className="govuk-details__summary">
                <span className="govuk-details__summary-text">
                  {to}: {subject}
                </span>
              </summary>
              <div className="govuk-details__text">
                <Words html={html} />
              </div>
            </details>
          ))}
        </>
      ) : null}

      {planned ? <PlannedAssignments clock={clock} {...planned} /> : null}

      <form method="post" action={`?${chosen}`} noValidate>
        {Object.entries(seen).map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        {loaded.mustConfirm ? (
          <>
            <DifferenceAdvice weight={loaded.weight} />
            <CheckField
              name="changesNoRule"
              label="I have read the difference: it corrects words and changes no rule that anyone is held to"
              refusal={refusal}
            />
          </>
        ) : null}
        <Warning>
          Publishing is final. Version {number} is kept for ever as it is now, and everyone may read
          it.
          {isSubstantive && planned ? (
            <>
              {" "}
              {planned.count.toLocaleString(clock.locale)}{" "}
              {planned.count === 1 ? "person gets their assignment" : "people get their assignment"}{" "}
              {choice.effectiveOn > clock.today ? (
                <>
                  on <OnDay clock={clock} day={choice.effectiveOn} />
                </>
              ) : (
                "at once"
              )}
              .
            </>
          ) : (
            " Nobody has to acknowledge it."
          )}
          {notices.length > 0 ? " The notices of the new version go out at once." : null}
        </Warning>
        <SendButton>Publish version {number}</SendButton>
      </form>
    </Page>
  );
}

/** The choice of the pages before; whoever comes without one begins there. */
function choiceOf(
  { url, portal }: Pick<Visit, "url" | "portal">,
  draft: Draft | null,
): PublicationChoice {
  const read = readChoice(url.searchParams);
  if ("refused" in read) throw refuse(400, `${read.refused}.`);
  const { kind, effectiveOn, daysToComplete, audience = {} } = read.chosen;
  if (!kind || !effectiveOn) throw seeOther("/hr/versions/publish");
  const usual = draft ? usualDaysToComplete(draft.content) : 1;
  if (kind === "editorial") return { kind, effectiveOn, daysToComplete: usual, audience: {} };
  if (!daysToComplete) throw seeOther(`/hr/versions/publish/audience?${writeChoice(read.chosen)}`);
  const choice = { kind, effectiveOn, daysToComplete, audience };
  if (draft && url.searchParams.size > 0) {
    const at = { isFirst: draft.newest === null, now: portal.now() };
    if (whyNotPublished(draft, choice, at))
      throw seeOther(`/hr/versions/publish?${writeChoice(choice)}`);
  }
  return choice;
}

async function plannedPage(
  { viewer, portal, url }: Visit,
  choice: PublicationChoice,
  draft: Draft,
) {
  if (choice.kind === "editorial") return null;
  const from = readPlace(url.searchParams, "planned", plannedOrder);
  if ("refused" in from) throw refuse(400, `${from.refused}.`);
  const tracks = draft.content.tracks.filter((track) => track.for === "everyone");
  const plan = { ...choice, tracks: tracks.map(({ id }) => id) };
  const found = await readPlannedAssignments(viewer, portal, plan, from);
  const { rows, count, next, previous } = found;
  const at = (going: string, place: typeof next) =>
    place && `?${writeChoice(choice)}&${going}=${writePlace("planned", place)}#planned`;
  return { rows, count, next: at("after", next), previous: at("before", previous) };
}
