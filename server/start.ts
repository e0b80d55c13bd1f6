import { buildWhenStale } from "./build.ts";
import { projectFolder } from "./settings.ts";

/** `npm start`: builds where a source is newer than what was built, then serves what was built. */
await buildWhenStale();
const { startPortal } = await import(`${projectFolder}/build/portal.js`);
const { builtFiles } = await import("./files.ts");
await startPortal(async () => ({
  build: await import(`${projectFolder}/build/server/index.js`),
  files: builtFiles(),
}));
