import type { OpenCase } from "../cases/open-case.ts";
import type { OpenExchange } from "../exchanges/open-exchange.ts";
import type { OpenReport } from "../intake/open-report.ts";
import type { Vault } from "../secrecy/vault.ts";

/** What evidence belongs to, opened by somebody who may: its key wraps the keys of its files. */
export type EvidenceHolder = OpenReport | OpenExchange | OpenCase;

/** How the ledger names it: by a keyed digest. */
export function namedInLedger(
  vault: Vault,
  { of, id }: Pick<EvidenceHolder, "of" | "id">,
): { report: string } | { exchange: string } | { case: string } {
  const digest = vault.indexOf(of, id);
  if (of === "case") return { case: digest };
  return of === "report" ? { report: digest } : { exchange: digest };
}
