import { createServer } from "vite";
import { projectFolder } from "./settings.ts";
import { startPortal } from "./start-portal.ts";

/** `npm run dev`: the same portal and the same headers, with Vite's files; reload the page to see a change. */
await startPortal(async () => {
  const vite = await createServer({
    root: projectFolder,
    server: { middlewareMode: true, hmr: false },
    appType: "custom",
  });
  return {
    build: () => vite.ssrLoadModule("virtual:remix/server-build") as never,
    files: (request, response, next) => vite.middlewares(request, response, next),
  };
});
