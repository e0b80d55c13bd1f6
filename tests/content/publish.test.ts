import { beforeAll, describe, expect, it } from "vitest";
import type { FrozenContent } from "#app/content/frozen-version.ts";
import { type Publication, publishVersion, versionDigest } from "#app/content/publish.ts";
import { canonicalJson, sha256Hex } from "#app/ledger/canonical.ts";
import { contentOf } from "#tests/support/content-folder.ts";
import { testDatabase } from "#tests/support/database.ts";
