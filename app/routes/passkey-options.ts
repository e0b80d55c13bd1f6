import { forEveryone, notFound } from "../auth/guard.ts";
import { passkeyOptions } from "../auth/second-factor/passkey-options.ts";

/** What the browser's script needs to make or use a passkey, with a challenge bound to this browser. */
export const loader = forEveryone(async ({ viewer, half, portal, url }) => {
  const to = url.searchParams.get("to") === "make" ? "make" : "use";
  const given = await passkeyOptions(portal, viewer ?? half ?? null, to);
  if (!given) throw notFound();
  return new Response(JSON.stringify(given.options), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "private, no-store",
      "Set-Cookie": given.setCookie,
    },
  });
});
