import { data } from "@remix-run/node";
import { refuseForm } from "../../form.ts";
import type { Visit } from "../guard.ts";
import { answerEnrolment } from "./answer-enrolment.ts";
import { givenFor } from "./challenge.ts";
import { type Enrolling, enrolPasskey } from "./enrol.ts";
import { optionsToMake } from "./passkey-options.ts";
import { noPasskeysHere } from "./relying-party.ts";

// Adding a passkey takes two forms: all that can be wrong stands in the first, because a device keeps what it made. The
// second brings what it made.

/** The answer to the first form, whose name and password were right: the page on which the device makes a passkey. */
export async function answerWithOptions({ viewer, portal }: Visit<Enrolling>, name: string) {
  const given = await optionsToMake(portal, viewer, name);
  if (!given) return data(refuseForm({ name }, { passkey: noPasskeysHere }), { status: 400 });
  const { options, setCookie } = given;
  return data({ making: { name, options } }, { headers: { "Set-Cookie": setCookie } });
}

/** The answer to the second form: keeps the passkey under the name that was checked in the first. */
export async function answerMadePasskey(
  { viewer, portal, request }: Visit<Enrolling>,
  answer: string,
  to: string,
) {
  const bound = { session: viewer.sessionId, errand: "make" } as const;
  const given = givenFor(portal, request.headers.get("Cookie"), bound);
  const { challenge = null, name = "" } = given ?? {};
  const done = await enrolPasskey(viewer, portal, { answer, challenge, name });
  return answerEnrolment(done, { field: "passkey", typed: { name }, to });
}
