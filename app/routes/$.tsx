import type { LoaderFunctionArgs } from "@remix-run/node";
import { notFound, refuse } from "../auth/guard.ts";

/** Every address that is no page, and every request the server refused before any route. */
export async function loader({ context }: LoaderFunctionArgs): Promise<never> {
  throw context.refusal ? refuse(context.refusal.status, context.refusal.sentence) : notFound();
}

export const action = loader;

export default function Nothing() {
  return null;
}
