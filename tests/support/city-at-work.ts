import { setTimeout } from "node:timers/promises";
import { expect } from "vitest";
import { loadKeys, publicKeySet } from "#app/ledger/keys.ts";
import { verifyLedger } from "#app/ledger/verify.ts";
import { type Call, send } from "../../bench/call.ts";
import { questionsOf, rightAnswer, statement } from "../../bench/forms.ts";
import type { Resident } from "../../bench/residents.ts";
import { multipart, reportSteps } from "./report-steps.ts";
import type { SmallCity } from "./small-city.ts";
import { type Answer, visitor } from "./visitor.ts";

/** People at work on the portal, and what it has confirmed to them so far. */
export type AtWork = {
  /** Answers that were taken, by assignment and scenario. */
  answers: Set<string>;
  /** The reference that somebody was told, by employee number. */
  references: Map<string, string>;
  reports: number;
  /** How often a form was sent again, because nobody answered or the answer was that it cannot be done now. */
  sentAgain: number;
  /** Each answer that said so, in words. */
  interruptions: Set<string>;
  /** Settles when all are done. */
  done: Promise<void>;
};

/**
 * The residents answer every scenario and acknowledge, so many at once, and one anonymous report after another is
 * filed. Whoever is not answered sends the same form again, as a person would. Throws when a form is refused.
 */
export function startWork(
  city: SmallCity,
  url: string,
  { atOnce, reports, origin = url }: { atOnce: number; reports: number; origin?: string },
): AtWork {
  const waiting = [...city.residents];
  const work: AtWork = {
    ...{ answers: new Set(), references: new Map(), reports: 0, sentAgain: 0 },
    ...{ interruptions: new Set(), done: Promise.resolve() },
  };
  const person = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await learn(city, work, one);
  };
  const learn = async ({ track, versionDigest }: SmallCity, into: AtWork, one: Resident) => {
    const post = (call: Call) => insist(into, async () => toAnswer(await send(url, call, origin)));
    for (const question of questionsOf(track)) {
      await post(rightAnswer(one, question));
      into.answers.add(`${one.assignment} ${question.scenario.id}`);
    }
    const call = statement(one, { track, versionDigest } as never);
    const { headers } = await post(call);
    const [, reference = ""] = /^\/receipts\/([^?]+)/.exec(String(headers.location)) ?? [];
    into.references.set(one.number, reference);
  };
  const reporter = async () => {
    for (let count = 0; count < reports; count++) {
      await report(url, origin, work);
      work.reports += 1;
    }
  };
  work.done = Promise.all([...Array.from({ length: atOnce }, person), reporter()]).then(() => {});
  // Whoever waits for something else first hears of a failure there.
  work.done.catch((problem) => work.interruptions.add(String(problem)));
  return work;
}

/** How many answers and acknowledgements were confirmed. */
export const confirmed = ({ answers, references }: AtWork) => answers.size + references.size;

async function report(url: string, origin: string, work: AtWork): Promise<void> {
  const who = visitor(url);
  const headers = { Origin: origin };
  await insist(work, () => who.ask("/report?index", { form: {}, headers }));
  for (const [step, fields] of reportSteps) {
    const { body, type } = multipart(fields);
    const ask =
      step === "evidence"
        ? { body, headers: { ...headers, "Content-Type": type } }
        : { form: fields, headers };
    await insist(work, () => who.ask(`/report/${step}`, ask));
  }
  await insist(work, () => who.ask("/report/check", { form: {}, headers }));
}

const toAnswer = (reply: Awaited<ReturnType<typeof send>>): Answer => ({
  ...{ status: reply.status, text: reply.body, headers: { location: reply.location } },
});

/** Sends a form until it is taken: for two minutes at most. */
async function insist(work: AtWork, post: () => Promise<Answer>): Promise<Answer> {
  for (let tries = 0; tries < 600; tries++) {
    const answer = await post().catch(() => null);
    if (answer?.status === 303) return answer;
    if (answer && ![502, 503, 504].includes(answer.status)) {
      throw new Error(`A form was answered with ${answer.status}: ${answer.text}`);
    }
    work.sentAgain += 1;
    if (answer?.status === 503) work.interruptions.add(sentenceOf(answer.text));
    await setTimeout(200);
  }
  throw new Error("A form was sent for two minutes, and nobody took it.");
}

function sentenceOf(page: string): string {
  return /govuk-body-l">([^<]*)</.exec(page)?.[1] ?? page;
}

/** All that was confirmed stands in the database exactly once, under records that are sealed and in order. */
export async function expectAllOnce({ owner, residents, env }: SmallCity, work: AtWork) {
  const answers = await owner`
    select assignment_id || ' ' || scenario as answer from attempts order by 1`;
  expect(answers.map(({ answer }) => answer)).toEqual([...work.answers].sort());
  const found = await owner`
    select p.handle as number, a.reference, (
      select count(*)::int from ledger_records where act = 'acknowledge' and about = p.id
    ) as records
    from acknowledgements a join people p on p.id = a.person_id order by p.handle`;
  expect(found).toEqual(
    residents.map(({ number }) => ({ number, reference: work.references.get(number), records: 1 })),
  );
  const [filed] = await owner`select count(*)::int as reports from violation_reports`;
  expect(filed?.reports).toBe(work.reports);

  const unsealed = () => owner`select from ledger_unsealed limit 1`;
  await expect.poll(unsealed).toHaveLength(0);
  const keys = await loadKeys(env.KEYS_FOLDER, { mayCreate: false });
  if ("refused" in keys) throw new Error(keys.refused);
  const verdict = await verifyLedger(owner, publicKeySet(keys));
  expect(verdict).toMatchObject({ fault: null, records: expect.toSatisfy((n) => n > 0) });
}
