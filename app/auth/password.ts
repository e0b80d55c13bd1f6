import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";

/** Argon2id at 19 MiB and two passes (OWASP's minimum): about 15 ms of one core. */
const strength = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 };

/** At most four hashes at a time; a flood of sign-ins waits here instead of taking the machine's memory. */
const oneOfFour = pLimit(4);

/** What a stored password looks like; NFC, so that two keyboards' spellings of "é" are one. */
export function hashPassword(password: string): Promise<string> {
  return oneOfFour(() => hash(password.normalize("NFC"), strength));
}

/** Whether `password` is the one behind `stored`; takes as long when there is no account to compare with. */
export async function isPassword(stored: string | null, password: string): Promise<boolean> {
  const right = await oneOfFour(() => verify(stored ?? decoy, password.normalize("NFC")));
  return stored !== null && right;
}

/** A hash that no password answers, of the same strength. */
const decoy =
  "$argon2id$v=19$m=19456,t=2,p=1$c2lnbnBvc3Qtbm8tYWNjb3VudA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/** Ten characters or more, and none of the few everyone tries first. Returns what to mend, or null. */
export function whyNoPassword(password: string, names: string[]): string | null {
  if (password.length < 10) return "Choose a password of 10 characters or more";
  if (password.length > 200) return "Choose a password of at most 200 characters";
  const plain = password.toLowerCase();
  if (
    /^(.)\1*$/.test(plain) ||
    /^(0123456789|1234567890|12345678910|qwertyuiop|password\d*)$/.test(plain)
  ) {
    return "Choose a password that is harder to guess, such as three or four words";
  }
  if (names.some((name) => name.length > 3 && plain.includes(name.toLowerCase()))) {
    return "Choose a password without your name or employee number in it";
  }
  return null;
}
