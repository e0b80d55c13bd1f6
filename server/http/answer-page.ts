import type {
  AppLoadContext,
  EntryContext,
  HeadersFunction,
  RequestHandler,
  ServerBuild,
} from "@remix-run/node";
import {
  createStaticHandler,
  getStaticContextFromError,
  isRouteErrorResponse,
  type StaticHandlerContext,
} from "@remix-run/router";
import { routeTree } from "./route-tree.ts";

/**
 * Answers with one page of a build, as Remix's handler for documents does and out of the same parts: its router
 * loads, the application's entry renders. Left out are loader data encoded once more, which only a browser that
 * hydrates would read, and a Request made anew for each loader (docs/decisions/0022-the-short-way-to-a-page.md).
 */
export function answerPage(build: ServerBuild): RequestHandler {
  const tree = routeTree(Object.values(build.routes));
  const router = createStaticHandler(tree, {
    future: { v7_relativeSplatPath: true, v7_throwAbortReason: true },
  });
  const { default: render, handleError } = build.entry.module;
  const routeModules = Object.fromEntries(
    Object.entries(build.routes).map(([id, { module }]) => [id, module]),
  ) as EntryContext["routeModules"];

  return async (request, context = {} as AppLoadContext) => {
    const note = (fault: unknown) => handleError?.(fault, { request, context, params: {} });
    const show = (loaded: StaticHandlerContext) =>
      render(
        request,
        loaded.statusCode,
        headersOf(build, loaded),
        {
          manifest: build.assets,
          routeModules,
          staticHandlerContext: { ...loaded, errors: withoutWords(loaded.errors) },
          future: build.future,
          isSpaMode: false,
          serializeError: ({ message }) => ({ message }),
        },
        context,
      );
    try {
      const loaded = await router.query(request, { requestContext: context });
      if (loaded instanceof Response) return loaded;
      for (const fault of Object.values(loaded.errors ?? {})) note(fault);
      try {
        return await show(loaded);
      } catch (fault) {
        note(fault);
        return await show(getStaticContextFromError(tree, loaded, fault));
      }
    } catch (fault) {
      note(fault);
      return new Response(null, { status: 500 });
    }
  };
}

/** What a fault says is for the log, not for a page. */
function withoutWords(errors: StaticHandlerContext["errors"]): StaticHandlerContext["errors"] {
  if (!errors) return errors;
  const shown = Object.entries(errors).map(([id, fault]) => [
    id,
    isRouteErrorResponse(fault) ? fault : new Error("Unexpected Server Error"),
  ]);
  return Object.fromEntries(shown);
}

/** A page's own headers, where its route says which, and every cookie that was set on the way. */
function headersOf(build: ServerBuild, loaded: StaticHandlerContext): Headers {
  let headers = new Headers();
  for (const { route } of loaded.matches) {
    const loaderHeaders = loaded.loaderHeaders[route.id] ?? new Headers();
    const actionHeaders = loaded.actionHeaders[route.id] ?? new Headers();
    const own = build.routes[route.id]?.module.headers;
    const parentHeaders = headers;
    if (own) {
      headers = new Headers(
        typeof own === "function"
          ? (own as HeadersFunction)({
              ...{ loaderHeaders, actionHeaders, parentHeaders },
              errorHeaders: undefined,
            })
          : own,
      );
    }
    const cookies = [actionHeaders, loaderHeaders, parentHeaders].flatMap((of) =>
      of.getSetCookie(),
    );
    for (const cookie of new Set(cookies)) {
      if (!headers.getSetCookie().includes(cookie)) headers.append("Set-Cookie", cookie);
    }
  }
  return headers;
}
