import { pathToFileURL } from "node:url";
import { buildWhenStale, builtPortal } from "./build.ts";

/**
 * `npm start`: builds where a source is newer than what was built, then becomes the process that serves what was built.
 * This one would keep in memory what it read TypeScript with; only where a process cannot become another does it stay.
 */
await buildWhenStale();
process.execve?.(process.execPath, [process.execPath, ...process.execArgv, builtPortal]);
await import(pathToFileURL(builtPortal).href);
