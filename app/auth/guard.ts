import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { arrivedWhole } from "../form.ts";
import { whyNoDatabase } from "../no-database.ts";
import type { Portal } from "../portal.ts";
import { localPath } from "./local-path.ts";
import type { SignedIn } from "./session.ts";
import {
  type GrantedRole,
  type HalfSignedIn,
  hasRole,
  mayAdvise,
  mayHandleReports,
  type Viewer,
} from "./viewer.ts";

/** What a guarded loader or action works with. */
export type Visit<V = Viewer> = {
  portal: Portal;
  viewer: V;
  /** Somebody half signed in, on a page for everyone; there they are nobody yet. */
  half?: HalfSignedIn | null;
  /** On a page for everyone: a session was brought that is open no more. Whose it was, nobody is told. */
  wasSignedOut?: boolean;
  request: Request;
  url: URL;
  params: Record<string, string | undefined>;
  clientAddress: string;
};

/** Who may come: read by the access table in tests/access.test.ts. */
export type Audience =
  | "anybody-at-all"
  | "everyone"
  | "signed-in"
  | "half-signed-in"
  | "supervisor"
  | "adviser"
  | "report-handler"
  | "provisioning"
  | GrantedRole;

type Handler<V, T> = (visit: Visit<V>) => Promise<T>;
type Guarded<T> = ((args: LoaderFunctionArgs) => Promise<T>) & { audience: Audience };

/** For a page that anyone may open; `viewer` is null for somebody not signed in. */
export function forEveryone<T>(handler: Handler<Viewer | null, T>): Guarded<T> {
  return guarded("everyone", handler, (viewer) => viewer);
}

/** What a page works with that looks at nobody's sign-in. */
export type UnseenVisit = Omit<Visit<null>, "viewer" | "half"> & {
  /** Who is signed in, asked only where somebody said that they give their name. */
  whoIsSignedIn: () => Promise<Viewer | null>;
};

/** For a page that anyone may open and that never looks who is signed in, nor notes that they were here. */
export function forAnybodyAtAll<T>(handler: (visit: UnseenVisit) => Promise<T>): Guarded<T> {
  const run = async ({ request, params, context }: LoaderFunctionArgs) => {
    const { portal, clientAddress } = context;
    const whoIsSignedIn = () => viewerOf(request, context);
    const url = new URL(request.url);
    return sayWhenAway(portal, () =>
      handler({ portal, request, url, params, clientAddress, whoIsSignedIn }),
    );
  };
  return Object.assign(run, { audience: "anybody-at-all" as const });
}

/** For whoever is signed in; others are sent to the way in, and come back afterwards. */
export function forSignedIn<T>(handler: Handler<Viewer, T>): Guarded<T> {
  return guarded("signed-in", handler, wantSignIn);
}

/** For holders of a grant; to every other person the page does not exist. */
export function forRole<T>(role: GrantedRole, handler: Handler<Viewer, T>): Guarded<T> {
  return guarded(role, handler, (viewer, url) => {
    const known = wantSignIn(viewer, url);
    if (!hasRole(known, role)) throw notFound();
    return known;
  });
}

/** For who may handle violation reports; which of them, the reads say. To others the page does not exist. */
export function forReportHandler<T>(handler: Handler<Viewer, T>): Guarded<T> {
  return guarded("report-handler", handler, (viewer, url) => {
    const known = wantSignIn(viewer, url);
    if (!mayHandleReports(known)) throw notFound();
    return known;
  });
}

/** For who may advise in exchanges; in which of them, the reads say. To others the page does not exist. */
export function forAdviser<T>(handler: Handler<Viewer, T>): Guarded<T> {
  return guarded("adviser", handler, (viewer, url) => {
    const known = wantSignIn(viewer, url);
    if (!mayAdvise(known)) throw notFound();
    return known;
  });
}

/** For whoever others report to today; to every other person the page does not exist. */
export function forSupervisor<T>(handler: Handler<Viewer, T>): Guarded<T> {
  return guarded("supervisor", handler, (viewer, url) => {
    const known = wantSignIn(viewer, url);
    if (!known.isSupervisor) throw notFound();
    return known;
  });
}

/**
 * For somebody half signed in, on the pages where they show or make what they owe, and nothing else; whoever is
 * signed in whole, or not at all, or owes the other, is sent on. The page with the recovery codes, loaded again, sends the
 * form again that made the second step: it comes to where new ones are made.
 */
export function forHalfSignedIn<T>(
  owes: HalfSignedIn["owes"],
  handler: Handler<HalfSignedIn, T>,
): Guarded<T> {
  const run = async ({ request: sent, params, context }: LoaderFunctionArgs) => {
    const { portal, clientAddress } = context;
    const url = new URL(sent.url);
    return sayWhenAway(portal, async () => {
      const request = await arrivedWhole(sent);
      const { viewer, half } = await signedInBy(request, context);
      const to = localPath(url.searchParams.get("to"));
      const isAgain = owes === "enrolment" && sent.method === "POST";
      if (viewer) throw seeOther(isAgain ? "/account/second-factor?done=set-up" : to);
      if (!half) throw wantSignInFor(to);
      if (half.owes !== owes) throw goOnSigningIn(half, to);
      return handler({ portal, viewer: half, half, request, url, params, clientAddress });
    });
  };
  return Object.assign(run, { audience: "half-signed-in" as const });
}

/** Who is signed in, asked once a request however many loaders ask. */
export async function viewerOf(request: Request, context: AppLoadContext): Promise<Viewer | null> {
  return (await signedInBy(request, context)).viewer;
}

function signedInBy(request: Request, context: AppLoadContext): Promise<SignedIn> {
  context.signedIn ??= context.portal.sessions
    .signedInBy(request.headers.get("Cookie"))
    .then((signedIn) => {
      if (signedIn.setCookie) context.setCookie = signedIn.setCookie;
      return signedIn;
    });
  return context.signedIn;
}

/** The same answer for what is not there and for what this person may not see. */
export function notFound(): Response {
  return new Response("This page does not exist, or is not for you to see.", { status: 404 });
}

/** The same answer to a form of what moved away meanwhile, or was never there: with what was typed, to copy. */
export function notFoundWith(typed: string): Response {
  const sentence = "This page does not exist, or is not for you to see.";
  return Response.json({ sentence, typed }, { status: 404 });
}

/** A refusal as a response: the sentence and its status. */
export function refuse(status: number, sentence: string): Response {
  return new Response(sentence, { status });
}

/** Sends on after an act, so that reloading repeats nothing. */
export function seeOther(path: string, headers: HeadersInit = {}): Response {
  return new Response(null, { status: 303, headers: { ...headers, Location: path } });
}

function guarded<V, T>(
  audience: Audience,
  handler: Handler<V, T>,
  admit: (viewer: Viewer | null, url: URL) => V,
): Guarded<T> {
  const run = async ({ request: sent, params, context }: LoaderFunctionArgs) => {
    const { portal, clientAddress } = context;
    const url = new URL(sent.url);
    return sayWhenAway(portal, async () => {
      const request = await arrivedWhole(sent);
      const { viewer, half, setCookie } = await signedInBy(request, context);
      if (half && audience !== "everyone") throw goOnSigningIn(half, url.pathname + url.search);
      return handler({
        ...{ portal, half, request, url, params, clientAddress },
        wasSignedOut: setCookie !== null,
        viewer: admit(viewer, url),
      });
    });
  };
  return Object.assign(run, { audience });
}

async function sayWhenAway<T>({ log }: Portal, answer: () => Promise<T>): Promise<T> {
  try {
    return await answer();
  } catch (problem) {
    const whyNot = whyNoDatabase(problem);
    if (!whyNot) throw problem;
    // Of which page it was asked is not said: it could be that of a report.
    log.warn(`A page was refused: ${whyNot}`);
    throw refuse(503, whyNot);
  }
}

function wantSignIn(viewer: Viewer | null, url: URL): Viewer {
  if (viewer) return viewer;
  throw wantSignInFor(url.pathname + url.search);
}

const wantSignInFor = (to: string) => seeOther(`/sign-in?to=${encodeURIComponent(to)}`);

/** Sends somebody half signed in to what they owe, and on to where they wanted to go afterwards. */
export function goOnSigningIn({ owes }: HalfSignedIn, to: string): Response {
  return seeOther(`/sign-in/${owes}?to=${encodeURIComponent(to)}`);
}
