import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/router";
import { answerPage } from "./answer-page.ts";
import { routeTree, type ServerRoute } from "./route-tree.ts";

/**
 * Answers with the pages of a whole build. A request is matched once, against the routes that begin as its address
 * does, and answered by a handler that knows of its own route alone: Remix by itself ranks every route it knows
 * several times a request. A page takes the shorter way of `answer-page.ts`; what is no page (a file, an address for
 * programs) is Remix's own.
 */
export function answerPages(build: ServerBuild): RequestHandler {
  const trees = new Map<string, ReturnType<typeof routeTree>>();
  const handlers = new Map<string, RequestHandler>();
  const routes = Object.values(build.routes);
  const known = new Set(routes.map(({ path }) => firstPart(path)));
  return (request, context) => {
    const { pathname } = new URL(request.url);
    const asked = firstPart(decodeURIComponent(pathname.slice(1)));
    const part = known.has(asked) ? asked : nowhere;
    const tree = trees.get(part) ?? routeTree(routes.filter((route) => isIn(route, part)));
    trees.set(part, tree);
    const matched = (matchRoutes(tree, pathname) ?? []).map(({ route }) => route.id);
    const leaf = matched.at(-1) ?? "root";
    const handler = handlers.get(leaf) ?? handlerOf(only(build, matched), leaf);
    handlers.set(leaf, handler);
    return handler(request, context);
  };
}

/** Stands for every address that no route begins like. */
const nowhere = "*";

/** The router takes letters of either case for the same. */
function firstPart(path = ""): string {
  return (path.split("/", 1)[0] ?? "").toLowerCase();
}

/** Whether a route begins so, may begin in any way, or stands around others. */
function isIn({ path, parentId }: ServerRoute, part: string): boolean {
  return parentId === undefined || firstPart(path) === part || /^[*:]/.test(path ?? "");
}

function handlerOf(build: ServerBuild, leaf: string): RequestHandler {
  const isPage = build.routes[leaf]?.module.default !== undefined;
  return isPage ? answerPage(build) : createRequestHandler(build, "production");
}

/** The build with these routes alone. */
function only(build: ServerBuild, ids: string[]): ServerBuild {
  const routes = pick(build.routes, ids);
  return { ...build, routes, assets: { ...build.assets, routes: pick(build.assets.routes, ids) } };
}

function pick<Route>(routes: Record<string, Route>, ids: string[]) {
  return Object.fromEntries(Object.entries(routes).filter(([id]) => ids.includes(id)));
}
