import { buildWhenStale } from "./build.ts";
import { builtFiles } from "./files.ts";
import { projectFolder } from "./settings.ts";
import { startPortal } from "./start-portal.ts";

/** `npm start`: builds where a source is newer than what was built, then serves. */
await startPortal(async () => {
  await buildWhenStale();
  return { build: await import(`${projectFolder}/build/server/index.js`), files: builtFiles() };
});
