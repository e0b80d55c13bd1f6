import { findDebianPostgres } from "./debian-postgres.ts";
import { installFromDebian } from "./install-from-debian.ts";

/** The second step of `npm test`: another PostgreSQL than the embedded one, for backups to be restored into. */
if (!findDebianPostgres()) installFromDebian("Debian's PostgreSQL", ["postgresql"]);
