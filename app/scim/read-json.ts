import { mistake, ScimFault } from "./fault.ts";

type JsonObject = { [name: string]: unknown };

const mostBytes = 1024 * 1024;
const deepest = 20;

/** Reads the JSON object of a request: at most 1 MiB, at most 20 deep, in UTF-8. */
export async function readJson(request: Request): Promise<JsonObject> {
  const type = request.headers.get("Content-Type")?.split(";")[0]?.trim().toLowerCase();
  if (type !== "application/scim+json" && type !== "application/json") {
    throw new ScimFault(415, "Send application/scim+json.");
  }
  const read = parse(await readBytes(request));
  if (!isObject(read)) throw mistake("invalidSyntax", "Send a JSON object.");
  if (isDeeper(read, deepest)) {
    throw mistake("invalidSyntax", `Send JSON of at most ${deepest} levels.`);
  }
  return read;
}

/** A JSON object, and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

async function readBytes(request: Request): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  const reader = request.body?.getReader();
  for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
    length += part.value.length;
    if (length > mostBytes) throw tooLarge();
    parts.push(part.value);
  }
  return Buffer.concat(parts);
}

/** For a body above the limit. */
export const tooLarge = () =>
  new ScimFault(413, "Send at most 1 MiB.", { headers: { Connection: "close" } });

export const limitOfBody = mostBytes;

function parse(bytes: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    throw mistake("invalidSyntax", "Send JSON in UTF-8: this cannot be read.");
  }
}

/** Level by level: a recursion would end where a hostile body wants it to. */
function isDeeper(value: unknown, levels: number): boolean {
  let level: unknown[] = [value];
  for (let at = 0; level.length > 0; at++) {
    if (at > levels) return true;
    level = level.flatMap((one) =>
      typeof one === "object" && one !== null ? Object.values(one) : [],
    );
  }
  return false;
}
