import { type Call, expectStatus, type Reply, send } from "./call.ts";
import { questionsOf, rightAnswer, statement } from "./forms.ts";
import type { Resident } from "./residents.ts";
import type { Town } from "./town.ts";

/**
 * People go all the way, so many at once: home, each lesson, each answer and the page it leads back to, the policy
 * with its statement, the acknowledgement, the receipt. Answers with how many requests that took; `onReply` is told
 * of each, with its milliseconds. Throws when one is not answered as it should be.
 */
export async function sendOff(
  url: string,
  town: Town,
  {
    people,
    atOnce,
    onReply = () => {},
  }: { people: Resident[]; atOnce: number; onReply?: (call: Call, ms: number) => void },
): Promise<number> {
  const waiting = [...people];
  let requests = 0;
  const ask = async (call: Call) => {
    requests += 1;
    const began = performance.now();
    const reply = await send(url, call);
    onReply(call, performance.now() - began);
    return reply;
  };
  const guide = async () => {
    for (let one = waiting.shift(); one; one = waiting.shift()) await travel(ask, town, one);
  };
  await Promise.all(Array.from({ length: atOnce }, guide));
  return requests;
}

async function travel(
  ask: (call: Call) => Promise<Reply>,
  town: Town,
  one: Resident,
): Promise<void> {
  const { cookie } = one;
  const open = async (path: string) => expectStatus(await ask({ path, cookie }), 200, path);
  const post = async (call: Call) => {
    const { location } = expectStatus(await ask(call), 303, call.path);
    return open(location ?? "");
  };
  await open("/");
  for (const { slug, scenarios } of town.track.lessons) {
    await open(`/training/${slug}`);
    const questions = questionsOf(town.track).filter(({ scenario }) =>
      scenarios.includes(scenario),
    );
    for (const question of questions) await post(rightAnswer(one, question));
  }
  const { path } = statement(one, town);
  await open(path);
  await post(statement(one, town));
}
