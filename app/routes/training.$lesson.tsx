import { data } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { forSignedIn, notFound, seeOther, type Visit } from "../auth/guard.ts";
import { answerScenario } from "../training/answer-scenario.ts";
import { findLesson, readDuties } from "../training/duties.ts";
import { readGivenAnswer } from "../training/given-answer.ts";
import { lessonPage } from "../training/lesson-page.ts";
import { whoMaySpeak } from "../training/who-may-speak.ts";
import { Lesson } from "../ui/lesson.tsx";

export const loader = forSignedIn(async (visit) => {
  const { duty, lesson } = await assignedLesson(visit);
  return {
    page: lessonPage(duty, lesson),
    live: await whoMaySpeak(visit.portal, duty, lesson),
  };
});

export const action = forSignedIn(async (visit) => {
  const assigned = await assignedLesson(visit);
  const given = await readGivenAnswer(visit.request);
  const answered =
    "refused" in given ? given : await answerScenario(visit.portal, assigned, given.answer);
  const scenario = "refused" in given ? given.scenario : given.answer.scenario;
  if (!("refused" in answered)) {
    return seeOther(`/training/${assigned.lesson.slug}#${scenario}`);
  }
  return data({ scenario, refused: answered.refused }, { status: answered.status });
});

export default function LessonRoute() {
  return (
    <Lesson {...useLoaderData<typeof loader>()} refusal={useActionData<typeof action>() ?? null} />
  );
}

/** The lesson in the version assigned to this person; a lesson of no assignment of theirs is not there. */
async function assignedLesson({ viewer, portal, params }: Visit) {
  const found = findLesson(await readDuties(viewer, portal), params.lesson ?? "");
  if (!found) throw notFound();
  return found;
}
