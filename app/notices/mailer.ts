/** A message as it is handed to a mail server. `id` is that of the notice: its Message-ID is always the same. */
export type Message = {
  id: string;
  to: { name: string; address: string };
  subject: string;
  html: string;
  words: string;
};

/**
 * What became of a message handed over. `later` is worth another try; `down` means nobody could be
 * handed anything at present; `unknown` broke off after the whole message was out: it may have been taken.
 */
export type Outcome =
  | { is: "taken" }
  | { is: "refused"; said: string }
  | { is: "later"; said: string; isDown: boolean }
  | { is: "unknown"; said: string };

/** One connection to a mail server: one message after the other. */
export type MailLine = { send: (message: Message) => Promise<Outcome>; close: () => void };

/** The way to a mail server, on so many lines at once. */
export type Mailer = { open: (publicUrl: string) => Promise<MailLine>; lanes: number };
