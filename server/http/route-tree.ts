import type { AppLoadContext, ServerBuild } from "@remix-run/node";
import type { AgnosticDataRouteObject, LoaderFunctionArgs } from "@remix-run/router";

export type ServerRoute = ServerBuild["routes"][string];

/** The routes of a build as Remix's router takes them. */
export function routeTree(routes: ServerRoute[], parentId?: string): AgnosticDataRouteObject[] {
  return routes
    .filter((route) => route.parentId === parentId)
    .map(({ id, path, index, caseSensitive, module }) => ({
      ...{ id, path, caseSensitive, hasErrorBoundary: module.ErrorBoundary !== undefined },
      loader: called(module.loader),
      action: called(module.action),
      ...(index ? { index: true as const } : { children: routeTree(routes, id) }),
    }));
}

/** A loader or action, called by the router as Remix calls it. */
function called(handler: ServerRoute["module"]["loader"]) {
  if (!handler) return undefined;
  return ({ request, params, context }: LoaderFunctionArgs) =>
    handler({ request: withoutIndex(request), params, context: context as AppLoadContext });
}

/** `?index` tells the router to which of two routes of one address a form goes, and no loader. */
function withoutIndex(request: Request): Request {
  if (!request.url.includes("index")) return request;
  const url = new URL(request.url);
  const kept = url.searchParams.getAll("index").filter((value) => value !== "");
  url.searchParams.delete("index");
  for (const value of kept) url.searchParams.append("index", value);
  return new Request(url, request);
}
