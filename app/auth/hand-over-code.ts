import { z } from "zod";
import { clockOf } from "../clock.ts";
import { writeMoment } from "../days.ts";
import { type FormRefusal, readForm, refuseForm } from "../form.ts";
import type { Portal } from "../portal.ts";
import { issueSetUpCode } from "./set-up-code.ts";
import type { Viewer } from "./viewer.ts";

/** A code as the page shows it: where it is used, and until when, as people here write it. */
export type HandedCode = { code: string; until: string; address: string };

const asked = z.object({ form: z.uuid("Open this page again, and make the code there") });

/**
 * Makes a person's set-up code for handing over. The same form sent again makes no
 * second one. Otherwise refuses as `issueSetUpCode` does.
 */
export async function handOverCode(
  viewer: Viewer,
  portal: Portal,
  personId: string,
  request: Request,
): Promise<{ issued: HandedCode } | { refusal: FormRefusal }> {
  const form = await readForm(request, asked);
  if ("refusal" in form) return form;
  const { form: formId } = form.value;
  const { today } = await clockOf(portal);
  const issued = await portal.db.transaction((tx) =>
    issueSetUpCode(tx, { personId, by: viewer.personId, today, now: portal.now(), formId }),
  );
  if ("refused" in issued) return refuseForm({}, { form: issued.refused });
  const { locale, timeZone } = await portal.organization();
  return {
    issued: {
      code: issued.code,
      until: writeMoment(locale, timeZone, issued.expiresAt),
      address: new URL("/set-up", portal.publicUrl).href,
    },
  };
}
