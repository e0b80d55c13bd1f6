import { createRequestHandler, type RequestHandler, type ServerBuild } from "@remix-run/node";
import { matchRoutes } from "@remix-run/router";
import { answerPage } from "./answer-page.ts";
import { routeTree, type ServerRoute } from "./route-tree.ts";

/**
 * Answers with the pages of a whole build. A request is matched once, against the routes that begin as its address
 * does and are as long, and answered by a handler that knows of its own route alone: Remix by itself ranks every route
 * it knows several times a request. A page takes the shorter way of `answer-page.ts`; what is no page (a file, an
 * address for programs) is Remix's own.
 */
export function answerPages(build: ServerBuild): RequestHandler {
  const trees = new Map<string, ReturnType<typeof routeTree>>();
  const handlers = new Map<string, RequestHandler>();
  const routes = Object.values(build.routes);
  const known = new Set(routes.map(({ path }) => firstOf(partsOf(path))));
  const longest = Math.max(...routes.map(({ path }) => partsOf(path).length));
  return (request, context) => {
    const { pathname } = new URL(request.url);
    const parts = partsOf(pathname);
    const asked = firstOf([decodeURIComponent(parts[0] ?? "")]);
    const first = known.has(asked) ? asked : nowhere;
    const length = Math.min(parts.length, longest + 1);
    const shape = `${first}/${length}`;
    const tree = trees.get(shape) ?? routeTree(routes.filter(mayAnswer(first, length)));
    trees.set(shape, tree);
    const matched = (matchRoutes(tree, pathname) ?? []).map(({ route }) => route.id);
    const leaf = matched.at(-1) ?? "root";
    const handler = handlers.get(leaf) ?? handlerOf(only(build, matched), leaf);
    handlers.set(leaf, handler);
    return handler(request, context);
  };
}

/** Stands for every address that no route begins like. */
const nowhere = "*";

function partsOf(path = ""): string[] {
  return path.split("/").filter(Boolean);
}

/** The router takes letters of either case for the same. */
function firstOf([part = ""]: string[]): string {
  return part.toLowerCase();
}

/** Whether a route stands around others, or begins so, or in any way, and is as long, or as long as you like. */
function mayAnswer(first: string, length: number) {
  return ({ path, parentId }: ServerRoute): boolean => {
    if (parentId === undefined) return true;
    const parts = partsOf(path);
    const begins = firstOf(parts) === first || /^[*:]/.test(firstOf(parts));
    return begins && (parts.length === length || parts.at(-1) === "*");
  };
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
