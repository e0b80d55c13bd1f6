import { createHash, randomUUIDv7 } from "node:crypto";
import { once } from "node:events";
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { verify } from "@node-rs/argon2";
import postgres from "postgres";
import { compress } from "./encoding.ts";
import type { FloorJob } from "./floor-job.ts";
import type { Statement } from "./statements.ts";

/**
 * The floor: what bare node:http and the driver can do for the portal's work, as a process of its own.
 * The same statements, prepared; the same bytes, compressed alike for each answer; the same commits.
 */
const [job] = (await once(process, "message")) as [FloorJob];
process.once("disconnect", () => process.exit());
const sql = postgres(job.databaseUrl, { max: job.connections, onnotice: () => {} });
const bodies = new Map(
  Object.entries(job.page?.bodies ?? {}).map(([person, body]) => [person, Buffer.from(body)]),
);

const server = createServer((request, response) => {
  answer(request, response).catch((problem) => {
    console.error("The floor failed.", problem);
    response.writeHead(500).end();
  });
});
server.listen(0, "127.0.0.1", () => {
  process.send?.({ port: (server.address() as AddressInfo).port });
});

type Slots = { [slot: string]: string | number };

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const form = request.method === "POST" ? await readForm(request) : null;
  const cookie = request.headers.cookie ?? "";
  const session = createHash("sha256")
    .update(cookie.slice(cookie.indexOf("=") + 1))
    .digest("hex");
  const [viewer] = await ask(sql, job.session, { session });
  const person: string = viewer?.id;
  const [duty] = await ask(sql, job.duties, { person });
  const assignment: string = duty?.id;
  if (form === null) return sendPage(response, person);
  if (request.url?.startsWith("/acknowledge")) {
    return acknowledge(response, form, { person, assignment });
  }
  return keepAnswer(response, form, assignment);
}

function sendPage(response: ServerResponse, person: string): void {
  const body = bodies.get(person);
  if (!job.page || !body) return void response.writeHead(404).end();
  const { headers, encoding } = job.page;
  const sent = encoding ? compress(body, encoding) : body;
  const coding = encoding ? ["Content-Encoding", encoding.name] : [];
  response.writeHead(200, [...headers, ...coding, "Content-Length", String(sent.length)]);
  response.end(sent);
}

async function keepAnswer(response: ServerResponse, form: URLSearchParams, assignment: string) {
  if (!job.answer) return void response.writeHead(404).end();
  const scenario = form.get("scenario") ?? "";
  await ask(sql, job.answer.insert, {
    assignment,
    scenario,
    number: Number(form.get("attempt")),
    shown: job.answer.shown[scenario] ?? "",
    chosen: `{${form.getAll("choice").join(",")}}`,
  });
  redirect(response, job.answer.headers, `/training#${scenario}`);
}

async function acknowledge(
  response: ServerResponse,
  form: URLSearchParams,
  { person, assignment }: { person: string; assignment: string },
) {
  const work = job.acknowledge;
  if (!work) return void response.writeHead(404).end();
  const [credential] = await ask(sql, work.credential, { person });
  if (!(await verify(credential?.password_hash, form.get("password") ?? ""))) {
    return void response.writeHead(400).end();
  }
  const record = randomUUIDv7();
  const reference = `R-${record.slice(-11)}`;
  const slots = { person, assignment, record, reference };
  const body = work.body.replaceAll(
    /\{(person|assignment|record|reference)\}/g,
    (_, slot) => slots[slot as keyof typeof slots],
  );
  await sql.begin(async (tx) => {
    await ask(tx, work.attempts, slots);
    await Promise.all([
      ask(tx, work.record, { ...slots, body }),
      ask(tx, work.acknowledgement, slots),
    ]);
  });
  redirect(response, work.headers, `/receipts/${reference}`);
}

function ask(
  on: postgres.Sql | postgres.TransactionSql,
  { text, parameters }: Statement,
  slots: Slots,
) {
  const values = parameters.map((one) => ("slot" in one ? slots[one.slot] : one.is));
  return on.unsafe(text, values as string[], { prepare: true });
}

function redirect(response: ServerResponse, headers: string[], location: string) {
  response.writeHead(303, [...headers, "Location", location]);
  response.end();
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = "";
  for await (const chunk of request.setEncoding("utf8")) text += chunk;
  return new URLSearchParams(text);
}
