import * as build from "virtual:remix/server-build";
import { builtFiles } from "./files.ts";
import { startPortal } from "./start-portal.ts";

// What is built into build/server/portal.js: the portal, its pages and its files.
await startPortal(async () => ({ build, files: builtFiles() }));
