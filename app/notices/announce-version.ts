import type { Portal } from "../portal.ts";

/** Owes the notices of the policy's distribution list for a version: to department heads and to all staff. */
export async function announceVersion(_portal: Portal, _versionId: string): Promise<void> {}
