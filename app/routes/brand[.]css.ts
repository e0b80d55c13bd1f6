import { forEveryone } from "../auth/guard.ts";
import { brandSheet } from "../ui/brand.ts";

export const loader = forEveryone(async ({ portal }) => {
  return new Response(brandSheet(await portal.organization()), {
    headers: {
      "Content-Type": "text/css; charset=utf-8",
      "Cache-Control": "public, max-age=31536000, immutable",
    },
  });
});
