import { once } from "node:events";
import { type ParsedMail, simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { onTestFinished } from "vitest";
import { createMailer } from "#server/mailer.ts";

/** A real mail server on a port of its own, until the test ends. `received` is what it took. */
export type MailServer = {
  url: string;
  received: ParsedMail[];
  /** Ends it: connections are refused from then on. */
  stop: () => Promise<void>;
};

/** Starts one that takes everything, but for what `behaviour` says. `port` starts it where one was. */
export async function startMailServer(
  behaviour: Pick<SMTPServerOptions, "onConnect" | "onMailFrom" | "onRcptTo" | "onData"> = {},
  port = 0,
): Promise<MailServer> {
  const received: ParsedMail[] = [];
  const server = new SMTPServer({
    ...{ authOptional: true, disabledCommands: ["STARTTLS"], logger: false },
    onData(stream, _session, answer) {
      simpleParser(stream).then((mail) => {
        received.push(mail);
        answer();
      }, answer);
    },
    ...behaviour,
  });
  // A client that is killed takes its connection with it.
  server.on("error", () => {});
  server.listen(port, "127.0.0.1");
  await once(server.server, "listening");
  let isStopped = false;
  const stop = () =>
    new Promise<void>((stopped) => {
      if (isStopped) return stopped();
      isStopped = true;
      server.close(() => stopped());
    });
  onTestFinished(stop);
  const address = server.server.address();
  const at = typeof address === "object" && address ? address.port : 0;
  return { url: `smtp://127.0.0.1:${at}`, received, stop };
}

/** A refusal as a mail server words it, such as 550 for an address it does not know. */
export function answering(responseCode: number, words: string): Error {
  return Object.assign(new Error(words), { responseCode });
}

/** The way to a mail server for a test's portal, without the patience of a real one. */
export function mailTo(server: Pick<MailServer, "url">) {
  const from = { name: "Training", address: "training@city.example" };
  return createMailer(
    { url: server.url, from, perSecond: 1000 },
    { connectionTimeout: 2000, greetingTimeout: 1000, socketTimeout: 1000 },
  );
}
