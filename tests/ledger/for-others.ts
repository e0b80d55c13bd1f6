import type { Viewer } from "#app/auth/viewer.ts";
import { exportLedger } from "#app/ledger/export-ledger.ts";
import type { Portal } from "#app/portal.ts";

/** The number of the demo's auditor, who comes from outside and has no employee number. */
export async function auditorOf(city: {
  portal: Portal;
  viewer: (handle: string) => Promise<Viewer>;
}): Promise<Viewer> {
  const omar = await city.portal.db.query.people.findFirst({
    where: (row, { eq }) => eq(row.email, "omar.haddad@example.net"),
  });
  return city.viewer(omar?.handle ?? "");
}

/** The whole ledger as the auditor downloads it. */
export async function download(viewer: Viewer, portal: Portal): Promise<string> {
  const file = await exportLedger(viewer, portal);
  if (!file) throw new Error("There is no seal yet.");
  return new Response(file.body).text();
}

/** A text as a file is read, in pieces of an awkward size. */
export async function* inPieces(file: string | Buffer, size = 1000): AsyncGenerator<Buffer> {
  const bytes = Buffer.from(file as string);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}
