import { data } from "@remix-run/node";
import { z } from "zod";
import { type FormRefusal, readForm, refuseForm, secret } from "../../form.ts";
import type { Visit } from "../guard.ts";
import { type ProvingThere, proveAgain, readProvingThere } from "../prove-again.ts";
import { challengeOf } from "./challenge.ts";

const noPassword = "Enter the password you sign in with";

const shown = z.object({
  password: z.string().max(200, "A password has at most 200 characters").optional(),
  passkey: z.string().max(20_000).optional(),
});

/** Where whoever looks at this page proves again who they are, and comes back to it. */
export function provingThere({ viewer, portal, url }: Visit): Promise<ProvingThere> {
  return readProvingThere(viewer, portal, url.pathname);
}

/** The password as a field of a form; of whoever shows at a provider who they are, none is asked. */
export function passwordToProve(proving: ProvingThere) {
  return proving ? z.string().max(200).optional() : secret(noPassword);
}

/** Reads the form in which somebody proves again who they are, and checks it; refused, it is the answer to give. */
export async function proveByForm(visit: Visit) {
  const { viewer, portal, request } = visit;
  const form = await readForm(request, shown);
  if ("refusal" in form) return refused(form.refusal, 400);
  const { password, passkey } = form.value;
  if (!password && !passkey && !(await provingThere(visit))) {
    return refused(refuseForm({}, { password: noPassword }).refusal, 400);
  }
  const challenge = challengeOf(portal, request.headers.get("Cookie"), viewer.sessionId);
  const proof = await proveAgain(viewer, portal, {
    password: password ?? "",
    passkey: passkey ? { answer: passkey, challenge } : null,
  });
  if (!("refused" in proof)) return { proven: true as const };
  return refused(refuseForm({}, { [proof.at]: proof.refused }).refusal, proof.status);
}

function refused(refusal: FormRefusal, status: number) {
  return { refusal, answer: data({ refusal }, { status }) };
}
