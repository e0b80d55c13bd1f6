import { forEveryone, notFound } from "../auth/guard.ts";
import { optionsToUse } from "../auth/second-factor/passkey-options.ts";

/** What the browser's script needs to use a passkey, with a challenge bound to this browser. */
export const loader = forEveryone(async ({ viewer, half, portal, url }) => {
  const errand = url.searchParams.get("to") === "acknowledge" ? "acknowledge" : "use";
  const given = await optionsToUse(portal, viewer ?? half ?? null, errand);
  if (!given) throw notFound();
  return new Response(JSON.stringify(given.options), {
    headers: {
      "Content-Type": "application/json; charset=utf-8",
      "Cache-Control": "private, no-store",
      "Set-Cookie": given.setCookie,
    },
  });
});
