import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "#drizzle/schema/auth.ts";
import { providerLinks } from "#drizzle/schema/providers.ts";
import { writeRecord } from "../../ledger/record.ts";
import type { Portal } from "../../portal.ts";
import { mayGrantRoles, type Viewer } from "../viewer.ts";

/**
 * Ends a link to a provider, and every session begun by it. It keeps nobody out: who comes with the account again is
 * matched with the directory anew. Refuses who is no administrator, and a link that is over.
 */
export async function endProviderLink(
  viewer: Viewer,
  { db, now }: Pick<Portal, "db" | "now">,
  { personId, linkId }: { personId: string; linkId: string },
): Promise<{ ended: string } | { refused: string }> {
  if (!mayGrantRoles(viewer)) return { refused: "Ask an administrator: only they end a link" };
  const at = now();
  return db.transaction(async (tx) => {
    const [ended] = await tx
      .update(providerLinks)
      .set({ endedBy: viewer.personId, endedAt: at })
      .where(
        and(
          eq(providerLinks.id, linkId),
          eq(providerLinks.personId, personId),
          isNull(providerLinks.endedAt),
        ),
      )
      .returning({ provider: providerLinks.provider });
    if (!ended) return { refused: "Nothing to end: this link is over already" };
    await tx.delete(sessions).where(eq(sessions.linkId, linkId));
    await writeRecord(tx, {
      ...{ act: "end-provider-link", by: viewer.personId, about: personId, at },
      facts: { link: linkId, provider: ended.provider },
    });
    return { ended: linkId };
  });
}
