export * from "./attestation.ts";
export * from "./auth.ts";
export * from "./content.ts";
export * from "./jobs.ts";
export * from "./ledger.ts";
export * from "./notices.ts";
export * from "./paper.ts";
export * from "./people.ts";
