import type { Mailer, Message, Outcome } from "#app/notices/mailer.ts";
import type { MailSettings } from "./settings.ts";

const lanes = 3;

/** How long a mail server may take: to be reached, to greet, and between two words of a conversation. */
const patience = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 60_000 };

/** Mail over SMTP: one connection a lane for as long as a run lasts, no faster than the settings say. */
export function createMailer(
  { url, from, perSecond }: MailSettings,
  times: typeof patience = patience,
): Mailer {
  return {
    lanes,
    open: async (publicUrl) => {
      // Loaded with the first notice: a portal that sends no mail never holds it.
      const { createTransport } = await import("nodemailer");
      let isOut = false;
      const transport = createTransport({
        ...addressOf(url),
        ...{ pool: true, maxConnections: 1, maxMessages: 200, maxRequeues: 0 },
        ...{ rateDelta: 1000, rateLimit: Math.ceil(perSecond / lanes) },
        ...{ disableFileAccess: true, disableUrlAccess: true, ...times },
        // The only word there is of a message having been written to its end.
        logger: listener(({ tnx }) => {
          if (tnx === "message") isOut = true;
        }),
      });
      const host = new URL(publicUrl).hostname;
      return {
        close: () => transport.close(),
        send: async (message) => {
          isOut = false;
          try {
            await transport.sendMail({
              ...{ from, to: message.to, subject: message.subject },
              ...{ text: message.words, html: message.html },
              messageId: `<${message.id}@${host}>`,
              // RFC 3834: no machine is to answer this.
              headers: { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" },
              dsn: returnedTo(message),
            });
            return { is: "taken" };
          } catch (problem) {
            return outcomeOf(problem as SmtpProblem, isOut);
          }
        },
      };
    },
  };
}

function listener(hear: (entry: { tnx?: string }) => void) {
  const level = (entry: unknown) => hear(entry as { tnx?: string });
  return {
    ...{ trace: level, debug: level, info: level },
    ...{ warn: level, error: level, fatal: level },
  };
}

/** Where the server can, it says by which message a delivery failed (RFC 3461). */
const returnedTo = ({ id }: Message) => ({
  id,
  return: "headers" as const,
  notify: "failure" as const,
});

type SmtpProblem = Error & {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
};

/** An answer of 500 and up to the recipient or the message is final; any other trouble may pass. */
function outcomeOf(problem: SmtpProblem, isOut: boolean): Outcome {
  const { responseCode, command = "", response, message } = problem;
  const said = cleaned(response ?? message);
  const isAboutTheMessage = command === "RCPT TO" || command === "DATA";
  if (isOut && !responseCode) return { is: "unknown", said };
  if (isAboutTheMessage && responseCode && responseCode >= 500) return { is: "refused", said };
  return { is: "later", said, isDown: !isAboutTheMessage };
}

/** A server's words on one line, short, without what cannot be seen. */
function cleaned(text: string): string {
  const line = text.replace(/[\p{C}\s]+/gu, " ").trim();
  return line.slice(0, 500) || "No reason was given";
}

function addressOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url);
  const secure = protocol === "smtps:";
  return {
    host: hostname.replace(/^\[|\]$/g, ""),
    port: port ? Number(port) : secure ? 465 : 587,
    secure,
    ...(username
      ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }
      : {}),
  };
}
