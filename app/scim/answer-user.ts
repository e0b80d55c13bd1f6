import type { Portal } from "../portal.ts";
import { answer, isTagged } from "./answer.ts";
import { project, readProjection } from "./project.ts";
import { type User, writeUser } from "./user.ts";

/** One user, with the version in the header; 304 to a reader who has it. */
export function answerUser(
  user: User,
  portal: Portal,
  { url, request }: { url: URL; request: Request },
  status = 200,
): Response {
  const { searchParams } = url;
  const written = writeUser(user, portal.publicUrl);
  const { version, location } = written.meta;
  const headers = { ETag: version, Location: location };
  const has = request.headers.get("If-None-Match");
  if (request.method === "GET" && has !== null && isTagged(has, version)) {
    return answer(null, { status: 304, headers });
  }
  const projection = readProjection(
    searchParams.get("attributes"),
    searchParams.get("excludedAttributes"),
  );
  return answer(project(written, projection), { status, headers });
}
