export * from "./attestation.ts";
export * from "./auth.ts";
export * from "./content.ts";
export * from "./ledger.ts";
export * from "./people.ts";
