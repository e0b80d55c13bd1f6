import type { IncomingMessage, ServerResponse } from "node:http";
import { join } from "node:path";
import sirv from "sirv";
import { projectFolder } from "./settings.ts";

/** The only built files a page asks for; Remix's own route modules stay unserved, since nothing hydrates. */
const asked = /^\/(favicon\.svg|assets\/(portal|enhance)-[\w-]+\.(css|js))$/;

/** Serves the style sheet, our one script and the icon; their names change with their content. */
export function builtFiles() {
  const serve = sirv(join(projectFolder, "build/client"), { immutable: true, maxAge: 31_536_000 });
  return (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const path = request.url?.split("?", 1)[0] ?? "";
    if (!asked.test(path)) return next();
    serve(request, response, next);
  };
}
