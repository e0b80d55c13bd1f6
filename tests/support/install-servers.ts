import { existsSync } from "node:fs";
import { installFromDebian } from "./install-from-debian.ts";
import { nginxProgram } from "./nginx.ts";
import { pgbouncerProgram } from "./pgbouncer.ts";

/** The third step of `npm test`: what several portals stand behind, and what they reach their database through. */
if (!existsSync(nginxProgram) || !existsSync(pgbouncerProgram)) {
  installFromDebian("nginx and PgBouncer", ["nginx", "pgbouncer"]);
}
