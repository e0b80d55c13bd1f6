import { resolve } from "node:path";

/** A file or folder as it was named: npm runs a script in the project's folder, not where the command was given. */
export const namedPath = (name: string): string => resolve(process.env.INIT_CWD ?? ".", name);
