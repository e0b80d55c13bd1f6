import { data } from "@remix-run/node";
import { z } from "zod";
import { type FormRefusal, readForm, refuseForm } from "../../form.ts";
import type { Visit } from "../guard.ts";
import { proveAgain } from "../prove-again.ts";
import { challengeOf } from "./challenge.ts";

const shown = z.object({
  password: z.string().max(200, "A password has at most 200 characters").optional(),
  passkey: z.string().max(20_000).optional(),
});

/** Reads the form in which somebody proves again who they are, and checks it; refused, it is the answer to give. */
export async function proveByForm({ viewer, portal, request }: Visit) {
  const form = await readForm(request, shown);
  if ("refusal" in form) return refused(form.refusal, 400);
  const { password, passkey } = form.value;
  if (!password && !passkey) {
    return refused(
      refuseForm({}, { password: "Enter the password you sign in with" }).refusal,
      400,
    );
  }
  const challenge = challengeOf(portal, request.headers.get("Cookie"), viewer.sessionId);
  const proof = await proveAgain(viewer, portal, {
    password: password ?? "",
    passkey: passkey ? { answer: passkey, challenge } : null,
  });
  if (!("refused" in proof)) return { proven: true as const };
  const field = passkey ? "passkey" : "password";
  return refused(refuseForm({}, { [field]: proof.refused }).refusal, proof.status);
}

function refused(refusal: FormRefusal, status: number) {
  return { refusal, answer: data({ refusal }, { status }) };
}
