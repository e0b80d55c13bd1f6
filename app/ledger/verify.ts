import type { JSONWebKeySet } from "jose";
import type { Sql, TransactionSql } from "postgres";
import { sha256Hex } from "./canonical.ts";
import { type Fault, nameFault } from "./fault.ts";
import { hashLength, merkleRoot } from "./merkle.ts";
import { countGenuine } from "./leaves.ts";
import { openSeal, type SealBody } from "./seal.ts";

