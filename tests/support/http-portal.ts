import { once } from "node:events";
import type { Server } from "node:http";
import { afterAll, beforeAll } from "vitest";
import { buildWhenStale } from "#server/build.ts";
import { builtFiles } from "#server/files.ts";
import { createPortalServer } from "#server/http/portal-server.ts";
import { projectFolder } from "#server/settings.ts";
import { testPortal } from "./portal.ts";

/** A test's portal that also answers over HTTP, with the built pages. Its forms come from `portal.publicUrl`. */
export function httpPortal() {
  const city = testPortal();
  let server: Server | undefined;
  beforeAll(async () => {
    await buildWhenStale();
    city.portal.log.level = "error";
    server = createPortalServer({
      portal: city.portal,
      build: await import(`${projectFolder}/build/server/index.js`),
      files: builtFiles(),
      health: async () => ({ healthy: true, wrong: [] }),
      trustedProxies: [],
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
  }, 120_000);
  afterAll(() => {
    server?.closeAllConnections();
    server?.close();
  });
  const at = (path: string) => {
    const address = server?.address();
    const port = typeof address === "object" && address ? address.port : 0;
    return `http://127.0.0.1:${port}${path}`;
  };
  return { city, at };
}
