import { hash } from "node:crypto";
import canonicalize from "canonicalize";

/** What JSON can say. */
export type Json = string | number | boolean | null | Json[] | { [name: string]: Json };

/** Deeper than anything the portal writes; shallow enough that no input exhausts the stack. */
const deepest = 32;

/**
 * The one spelling of a value as JSON (RFC 8785): equal values give equal bytes, whatever the order of
 * their keys. Throws a TypeError for what JSON cannot say: it would be left out without a word.
 */
export function canonicalJson(value: unknown): string {
  const fault = whyNotCanonical(value);
  if (fault) throw new TypeError(`Not canonical JSON: ${fault}.`);
  return canonicalize(value) as string;
}

/** Why a value has no canonical JSON, in a few words, or null. */
export function whyNotCanonical(value: unknown, depth = 0): string | null {
  switch (typeof value) {
    case "boolean":
      return null;
    case "number":
      return Number.isFinite(value) ? null : `${value} is not a number JSON knows`;
    case "string":
      return value.isWellFormed() ? null : "a text holds half a character (a lone surrogate)";
    case "object":
      return value === null ? null : whyNotStructure(value, depth);
    default:
      return `JSON has no ${typeof value}`;
  }
}

function whyNotStructure(value: object, depth: number): string | null {
  if (depth === deepest) return `it is nested more than ${deepest} deep, or holds itself`;
  if (!Array.isArray(value) && !isPlain(value)) return "an object is not plain data";
  // Array.from also visits the holes of an array, and finds them undefined.
  const parts = Array.isArray(value) ? Array.from(value) : Object.entries(value).flat();
  for (const part of parts) {
    const fault = whyNotCanonical(part, depth + 1);
    if (fault) return fault;
  }
  return null;
}

function isPlain(value: object): boolean {
  const prototype = Object.getPrototypeOf(value);
  return (
    (prototype === Object.prototype || prototype === null) &&
    !("toJSON" in value && typeof value.toJSON === "function")
  );
}

/** SHA-256 of bytes, or of a text's UTF-8 bytes: 64 lower-case hexadecimal digits. */
export function sha256Hex(of: string | Uint8Array): string {
  return hash("sha256", of);
}
