import type { CustomFetch } from "openid-client";

/** All of an answer's bytes: a discovery document or a set of keys has a few thousand. */
const mostBytes = 256 * 1024;

/** A provider answered with more than anybody needs. */
export class AnswerTooLarge extends Error {}

/**
 * Asks a provider: follows no redirect, gives up when `deadline` has come, whatever is still on its way, and reads no
 * more than 256 KiB.
 */
export function limitedFetch(deadline: AbortSignal): CustomFetch {
  return async (url, { method, headers, body, signal }) => {
    const response = await fetch(url, {
      ...{ method, headers, redirect: "manual" },
      // The types of the library know more kinds of bodies than are sent here.
      body: (body ?? null) as BodyInit | null,
      signal: signal ? AbortSignal.any([signal, deadline]) : deadline,
    });
    const bytes = await readWhole(response);
    const { status, headers: answered } = response;
    return new Response(bytes.length > 0 ? bytes : null, { status, headers: answered });
  };
}

async function readWhole(response: Response): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let size = 0;
  if (!response.body) return new Uint8Array();
  // The platform's stream is one; the types of browsers do not know it yet.
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    size += part.length;
    if (size > mostBytes) throw new AnswerTooLarge(`More than ${mostBytes} bytes.`);
    parts.push(part);
  }
  return new Uint8Array(Buffer.concat(parts));
}
