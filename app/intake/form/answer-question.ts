import { data } from "@remix-run/node";
import type { z } from "zod";
import { seeOther, type UnseenVisit } from "../../auth/guard.ts";
import { type FormRefusal, readForm } from "../../form.ts";
import { type DraftKey, keepDraftKey, newDraftKey, saveDraft } from "../draft.ts";
import { changeDraft, type DraftReport, draftOf, isSent, newDraft } from "./draft-report.ts";
import {
  addressOf,
  firstUnanswered,
  progressAt,
  type Question,
  questionsFor,
  wayTo,
} from "./questions.ts";

/** What the page of a question shows around it. */
export type QuestionPage = {
  question: Question;
  progress: string;
  /** Where its form is sent: back to checking the answers, where it was changed from there. */
  action: string;
  /** What was typed when somebody went back without an answer. */
  left: FormRefusal | null;
  /** The draft was over; what was just written stands in a new one. */
  beganAgain: boolean;
};

/**
 * The page of a question, with the draft. Who has no draft is sent to the start, who has sent it to the
 * receipt code, and who skipped a question to that one.
 */
export async function openQuestion(
  { portal, request, url }: UnseenVisit,
  question: Question,
): Promise<{ draft: DraftReport; key: DraftKey; page: QuestionPage }> {
  const found = await draftOf(portal, request);
  if (!found) throw seeOther("/report?gone=yes");
  const { key, body } = found;
  if (isSent(body)) throw seeOther("/report/receipt");
  if (!questionsFor(body).includes(question)) throw seeOther("/report/check");
  const way = wayTo(body, question);
  if (way !== question) throw seeOther(addressOf(way));
  const typed = body.left?.[question];
  const page = {
    question,
    progress: progressAt(body, question),
    action: `${addressOf(question)}${isFromCheck(url) ? "?to=check" : ""}`,
    left: typed ? { typed, errors: {} } : null,
    beganAgain: url.searchParams.get("began") === "again",
  };
  return { draft: body, key, page };
}

/** Another address than that of the question which comes next, if any. */
type Next = (draft: DraftReport, isFromCheck: boolean) => string | null;

/**
 * Keeps the answer to a question and goes on, or back. Going back keeps what was typed, an answer or not. A
 * draft that is over begins again with this answer, so that nobody loses what they wrote.
 */
export async function answerQuestion<Shape extends z.ZodRawShape>(
  visit: UnseenVisit,
  question: Question,
  schema: z.ZodObject<Shape>,
  keep: (draft: DraftReport, value: z.output<z.ZodObject<Shape>>) => DraftReport,
  next: Next = () => null,
) {
  const posted = visit.request.formData();
  const form = await readForm({ formData: () => posted }, schema);
  const goesBack = (await posted.catch(() => null))?.get("go") === "back";
  if ("refusal" in form && !goesBack) return data(form, { status: 400 });
  return goOn(visit, question, {
    goesBack,
    next,
    keep: (draft) => {
      const { [question]: _, ...left } = draft.left ?? {};
      return "refusal" in form
        ? { ...draft, left: { ...left, [question]: form.refusal.typed } }
        : keep({ ...draft, left }, form.value);
    },
  });
}

/** Stores a change of the draft, and answers with the way to the next page. */
export async function goOn(
  { portal, request, url }: UnseenVisit,
  question: Question,
  {
    keep,
    goesBack = false,
    next = () => null,
  }: {
    keep: (draft: DraftReport) => DraftReport;
    goesBack?: boolean;
    next?: Next;
  },
): Promise<Response> {
  const found = await draftOf(portal, request);
  const key = found?.key ?? newDraftKey();
  const body = found ? await changeDraft(portal, key, keep) : keep(newDraft());
  if (!body) return seeOther("/report?gone=yes");
  if (isSent(body)) return seeOther("/report/receipt");
  if (!found) await saveDraft(portal, portal.db, key, body);
  const headers = { "Set-Cookie": keepDraftKey(key, portal.publicUrl) };
  if (!found)
    return seeOther(`${addressOf(firstUnanswered(body) ?? "about")}?began=again`, headers);
  const fromCheck = isFromCheck(url);
  if (goesBack) return seeOther(fromCheck ? "/report/check" : before(body, question), headers);
  const to = next(body, fromCheck) ?? (fromCheck ? "/report/check" : after(body, question));
  return seeOther(to, headers);
}

const isFromCheck = (url: URL) => url.searchParams.get("to") === "check";

function before(draft: DraftReport, question: Question): string {
  const asked = questionsFor(draft);
  const one = asked[asked.indexOf(question) - 1];
  return one ? addressOf(one) : "/report";
}

function after(draft: DraftReport, question: Question): string {
  const asked = questionsFor(draft);
  const one = asked[asked.indexOf(question) + 1];
  return one ? addressOf(one) : "/report/check";
}
