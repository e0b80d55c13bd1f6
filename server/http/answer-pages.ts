import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";

/**
 * Remix's handler for a whole build, kept as one small handler for each first part of an address: Remix
 * ranks every route it knows several times a request, which with all routes together costs more than
 * rendering a page does.
 */
export function answerPages(build: ServerBuild): RequestHandler {
  const handlers = new Map<string, RequestHandler>();
  const known = new Set(Object.values(build.routes).map(({ path }) => firstPart(path)));
  return (request, context) => {
    const asked = firstPart(decodeURIComponent(new URL(request.url).pathname.slice(1)));
    const part = known.has(asked) ? asked : nowhere;
    const handler = handlers.get(part) ?? createRequestHandler(partOf(build, part), "production");
    handlers.set(part, handler);
    return handler(request, context);
  };
}

/** Stands for every address that no route begins like. */
const nowhere = "*";

/** The router takes letters of either case for the same. */
function firstPart(path = ""): string {
  return (path.split("/", 1)[0] ?? "").toLowerCase();
}

/** The routes whose address begins so, those that may begin in any way, and what stands around them. */
function partOf(build: ServerBuild, part: string): ServerBuild {
  const isIn = ({ path, parentId }: { path?: string | undefined; parentId?: string | undefined }) =>
    parentId === undefined || firstPart(path) === part || /^[*:]/.test(path ?? "");
  const routes = pick(build.routes, isIn);
  return { ...build, routes, assets: { ...build.assets, routes: pick(build.assets.routes, isIn) } };
}

function pick<Route>(routes: Record<string, Route>, isIn: (route: Route) => boolean) {
  return Object.fromEntries(Object.entries(routes).filter(([, route]) => isIn(route)));
}
