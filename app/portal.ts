import type { Logger } from "pino";
import type { Installation } from "./administration/installation.ts";
import type { Providers } from "./auth/provider/providers.ts";
import type { Sessions } from "./auth/session.ts";
import type { SignInThrottle } from "./auth/throttle.ts";
import type { Fault } from "./content/fault.ts";
import type { Organization } from "./content/frozen-version.ts";
import type { ReadContent } from "./content/read-content.ts";
import type { VersionShelf } from "./content/version.ts";
import type { Database } from "./db.ts";
import type { CodeTries } from "./intake/code-tries.ts";
import type { Keys } from "./ledger/keys.ts";
import type { Mailer } from "./notices/mailer.ts";
import type { Spokesperson } from "./people/spokespeople.ts";
import type { Pace } from "./scim/pace.ts";
import type { Vault } from "./secrecy/vault.ts";

/** What a running portal holds. The server makes one and hands it to every request. */
export type Portal = {
  db: Database;
  now: () => Date;
  log: Logger;
  /** The origin people type: cookies, links and the cross-site check go by it. */
  publicUrl: string;
  keys: Keys;
  /** Opens what reports and cases keep encrypted. */
  vault: Vault;
  sessions: Sessions;
  /** The City's own sign-in, where the settings name one. */
  providers: Providers;
  throttle: SignInThrottle;
  /** Whether whoever holds a grant that needs a second factor must have one; the demo asks nobody. */
  asksForSecondFactor: boolean;
  /** Tries of receipt codes, counted by this process alone. */
  codeTries: CodeTries;
  /** How fast provisioning may ask, counted by this process alone. */
  provisioningPace: Pace;
  /** Frozen versions, parsed once. */
  shelf: VersionShelf;
  /** The organization as the version in force froze it, or as the files say while none is. */
  organization: () => Promise<Organization>;
  /** Who may speak for the City today, asked at most once a second. */
  spokespeople: () => Promise<Spokesperson[]>;
  /** The content files as they are at present, read and checked: read again only when one was changed. */
  contentFiles: () => Promise<ReadContent>;
  /** What is installed, and what the environment decided. */
  installation: () => Promise<Installation>;
  /** What is wrong with the content files at present; empty when they could be published. */
  contentFaults: () => Promise<Fault[]>;
  /** Mail goes out through it; null without settings for one: then notices wait. */
  mail: Mailer | null;
  /** People whose passwords the sign-in page lists, and a report to come back to; null with a database of one's own. */
  demo: { password: string; people: DemoSignIn[]; receiptCode: string } | null;
};

export type DemoSignIn = { signIn: string; name: string; stands: string };

declare module "@remix-run/server-runtime" {
  /** Loader data keeps its types: the flag is on in remix.config.js. */
  interface Future {
    v3_singleFetch: true;
  }

  interface AppLoadContext {
    portal: Portal;
    /** The address the request came from, forwarded headers heeded only from trusted proxies. */
    clientAddress: string;
    /** Set when the server refused the request before any route: what to say, and the status. */
    refusal: { status: number; sentence: string; back?: { to: string; label: string } } | null;
    /** Filled by the guard, once a request. */
    signedIn?: Promise<import("./auth/session.ts").SignedIn>;
    /** A session cookie to renew or to forget with this response. */
    setCookie?: string;
    /** A rendered page's bytes, which the server sends in one piece: Response would make a stream of them. */
    page?: Uint8Array;
  }
}
