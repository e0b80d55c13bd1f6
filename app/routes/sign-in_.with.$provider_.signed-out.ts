import { z } from "zod";
import { forAnybodyAtAll, notFound } from "../auth/guard.ts";
import { readLogoutToken } from "../auth/provider/logout-token.ts";
import { signOutFrom } from "../auth/provider/sign-out-from.ts";
import { readForm } from "../form.ts";

/** Nobody comes here by a browser. */
export const loader = forAnybodyAtAll(async () => {
  throw notFound();
});

/**
 * Where a provider says that somebody signed out there (OpenID Connect Back-Channel Logout 1.0, 2.5 to 2.8). The token
 * says who asks: no cookie is looked at.
 */
export const action = forAnybodyAtAll(async ({ portal, request, params }) => {
  const provider = portal.providers.find(params.provider);
  if (!provider) throw notFound();
  const form = await readForm(request, sent);
  if ("refusal" in form) return answer("Send the form field logout_token");
  const said = await readLogoutToken(portal, provider, form.value.logout_token);
  if ("refused" in said) return answer(said.refused);
  const done = await signOutFrom(portal, provider, said);
  return answer("refused" in done ? done.refused : null);
});

const sent = z.object({ logout_token: z.string().max(16_384) });

function answer(refused: string | null): Response {
  const headers = { "Cache-Control": "no-store" };
  if (refused === null) return new Response(null, { status: 200, headers });
  const body = { error: "invalid_request", error_description: refused };
  return Response.json(body, { status: 400, headers });
}
