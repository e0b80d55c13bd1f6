/** What a delivery status notification (RFC 3464) says of one of our messages. */
type Bounce = {
  /** The notice, by the Message-ID of what came back. */
  noticeId: string;
  /** The delivery failed for good; otherwise it is only late. */
  isFinal: boolean;
  said: string;
};

type Part = { headers: Map<string, string>; body: string };

/**
 * Reads a delivery status notification as it came in. Null for any other mail, and for one that names no
 * message of ours: `host` is what stands behind the @ of a Message-ID.
 */
export function readBounce(text: string, host: string): Bounce | null {
  const parts = partsOf(parsePart(text.replace(/\r\n?/g, "\n")), 0);
  const status = parts.find(({ headers }) => typeOf(headers) === "message/delivery-status");
  if (!status) return null;
  const fields = fieldsOf(status.body);
  const action = fields.get("action")?.toLowerCase();
  const code = fields.get("status") ?? "";
  const diagnosis = fields.get("diagnostic-code")?.replace(/^[a-z0-9-]+;\s*/i, "");
  const returned = parts
    .filter(({ headers }) => /^(message\/rfc822|text\/rfc822-headers)/.test(typeOf(headers)))
    .map(({ body }) => fieldsOf(body).get("message-id") ?? "");
  const ids = [...returned, fields.get("original-envelope-id") ?? ""];
  const noticeId = ids.map((id) => noticeOf(id, host)).find((id) => id !== null);
  if (!noticeId) return null;
  return {
    noticeId,
    isFinal: action === "failed" && !code.startsWith("4"),
    said: (diagnosis || `It came back: ${code || action || "no reason was given"}`)
      .replace(/[\p{C}\s]+/gu, " ")
      .trim()
      .slice(0, 500),
  };
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The notice of `<id@host>`, or of an envelope id, which is the notice's alone. */
function noticeOf(id: string, host: string): string | null {
  const [, local = "", at] =
    /^\s*<?([^@<>\s]+)(?:@([^@<>\s]+))?>?\s*$/.exec(id.toLowerCase()) ?? [];
  return uuid.test(local) && (at === undefined || at === host.toLowerCase()) ? local : null;
}

/** Every part of a message, those inside a multipart included, a few levels deep. */
function partsOf(part: Part, depth: number): Part[] {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get("content-type") ?? "")?.[1];
  if (!boundary || depth > 4) return [part];
  const pieces: string[][] = [];
  for (const line of part.body.split("\n")) {
    if (line.trimEnd() === `--${boundary}--`) break;
    if (line.trimEnd() === `--${boundary}`) pieces.push([]);
    else pieces.at(-1)?.push(line);
  }
  return pieces.slice(0, 50).flatMap((lines) => partsOf(parsePart(lines.join("\n")), depth + 1));
}

function parsePart(text: string): Part {
  const end = text.indexOf("\n\n");
  const headers = fieldsOf(end < 0 ? text : text.slice(0, end));
  const body = end < 0 ? "" : text.slice(end + 2);
  const encoding = headers.get("content-transfer-encoding")?.trim().toLowerCase();
  if (encoding === "base64") {
    return { headers, body: Buffer.from(body, "base64").toString().replace(/\r\n?/g, "\n") };
  }
  return { headers, body };
}

/** Names with values; a line that begins with white space goes on with the one before. The first counts. */
function fieldsOf(text: string): Map<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.replace(/\n[ \t]+/g, " ").split("\n")) {
    const [, name, value] = /^([!-9;-~]+):\s*(.*)$/.exec(line) ?? [];
    if (name && value !== undefined && !fields.has(name.toLowerCase())) {
      fields.set(name.toLowerCase(), value);
    }
  }
  return fields;
}

const typeOf = (headers: Map<string, string>) =>
  (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
