import type { Portal } from "../../portal.ts";
import { drawQrCode } from "../qr-code.ts";
import { readPreparedApp } from "./authenticator-app.ts";

/** What the page shows of an app that is being set up; null when none was begun within the hour. */
export async function appPage(person: { personId: string; handle: string }, portal: Portal) {
  const app = await readPreparedApp(person, portal);
  return app && { ...app, qr: drawQrCode(app.uri) };
}
