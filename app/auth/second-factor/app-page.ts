import type { Portal } from "../../portal.ts";
import { drawQrCode } from "../qr-code.ts";
import { patience, readPreparedApp } from "./authenticator-app.ts";
import { readFactors } from "./factors.ts";

/** What the page shows of an app that is being set up; null when none was begun within the hour. */
export async function appPage(person: { personId: string; handle: string }, portal: Portal) {
  const app = await readPreparedApp(person, portal);
  return app && { ...app, qr: drawQrCode(app.uri) };
}

/** Whether the person's app was set up so lately, and none is being set up now, that they may have sent its form again. */
export async function wasJustSetUp(
  person: { personId: string; handle: string },
  portal: Portal,
): Promise<boolean> {
  const { app } = await readFactors(person, portal.db);
  if (!app || portal.now().getTime() - app.since.getTime() >= patience) return false;
  return (await readPreparedApp(person, portal)) === null;
}
