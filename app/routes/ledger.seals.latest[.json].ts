import { forRole, refuse } from "../auth/guard.ts";
import { readLatestSeal } from "../ledger/seals.ts";

/** The latest seal as a file, to be kept elsewhere: `ledger:verify --anchor` reads it. */
export const loader = forRole("auditor", async ({ viewer, portal }) => {
  const latest = await readLatestSeal(viewer, portal);
  if (!latest) throw refuse(503, "Nothing is sealed yet. Try again in a few seconds.");
  const { number, sealedAt, records, digest, signature } = latest;
  const file = {
    signpost_seal: 1,
    portal: portal.publicUrl,
    ...{ number, sealed_at: sealedAt.toISOString(), records, digest, seal: signature },
    how_to_use:
      "Keep this file where nobody who runs the portal can change it. In a copy of Signpost run " +
      "`npm run ledger:verify -- --anchor FILE`: it then sees a history that was rewritten or cut off.",
  };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": `attachment; filename="seal-${number}.json"`,
      "Cache-Control": "private, no-store",
    },
  });
});
