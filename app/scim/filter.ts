import { mistake } from "./fault.ts";
import { plainName } from "./names.ts";

const operators = ["eq", "ne", "co", "sw", "ew", "gt", "ge", "lt", "le", "pr"] as const;
export type Operator = (typeof operators)[number];

/** A filter of RFC 7644, 3.4.2.2, as a tree. `name` is spelled as `plainName` does. */
export type Filter =
  | { is: "comparison"; name: string; operator: Operator; value: FilterValue }
  | { is: "and" | "or"; all: Filter[] }
  | { is: "not"; one: Filter }
  /** Of one value of an attribute that has several, all of this holds. */
  | { is: "within"; name: string; one: Filter };

export type FilterValue = string | number | boolean | null;

const longest = 8000;
const deepest = 20;
const mostComparisons = 100;

/** Reads a filter. Refuses, as `invalidFilter`, what the grammar does not know and what is too long or too deep. */
export function readFilter(text: string): Filter {
  const at = startReading(text);
  const filter = readEither(at, 0);
  if (at.token !== "")
    throw invalid(`Leave out ${at.token.slice(0, 60)}, or write and, or before it`);
  return filter;
}

type Reading = {
  /** The token at hand; empty at the end. */
  token: string;
  next(): string;
  comparisons: number;
};

const tokens =
  /\s*([()[\]]|"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|\.?[A-Za-z$][\w.:$-]*)/y;

function startReading(text: string): Reading {
  if (text.length > longest) throw invalid(`Write a filter of at most ${longest} characters`);
  let from = 0;
  const read = (): string => {
    if (text.slice(from).trim() === "") return "";
    tokens.lastIndex = from;
    const found = tokens.exec(text);
    if (!found) throw invalid(`Nothing can be read from ${text.slice(from, from + 60).trim()} on`);
    from = tokens.lastIndex;
    return found[1] ?? "";
  };
  const at: Reading = {
    token: read(),
    comparisons: 0,
    next() {
      const { token } = at;
      at.token = read();
      return token;
    },
  };
  return at;
}

function readEither(at: Reading, depth: number): Filter {
  return readJoined(at, "or", () => readJoined(at, "and", () => readOne(at, depth)));
}

function readJoined(at: Reading, word: "and" | "or", read: () => Filter): Filter {
  const all = [read()];
  while (at.token.toLowerCase() === word) {
    at.next();
    all.push(read());
  }
  return all.length === 1 && all[0] ? all[0] : { is: word, all };
}

function readOne(at: Reading, depth: number): Filter {
  if (depth > deepest)
    throw invalid(`Write a filter of at most ${deepest} brackets in one another`);
  if (at.token.toLowerCase() === "not") {
    at.next();
    if (at.token !== "(") throw invalid("Write ( after not");
    return { is: "not", one: readOne(at, depth + 1) };
  }
  if (at.token === "(") {
    at.next();
    const inner = readEither(at, depth + 1);
    expect(at, ")");
    return inner;
  }
  return readComparison(at, depth);
}

function readComparison(at: Reading, depth: number): Filter {
  const name = readName(at.next());
  if (at.token === "[") {
    at.next();
    const one = readEither(at, depth + 1);
    expect(at, "]");
    if (!at.token.startsWith(".")) return { is: "within", name, one };
    // emails[type eq "work"].value eq "…": not in the grammar of filters, and sent all the same.
    const part = readOperator(at, at.next().slice(1).toLowerCase());
    return { is: "within", name, one: { is: "and", all: [one, part] } };
  }
  return readOperator(at, name);
}

function readOperator(at: Reading, name: string): Filter {
  if (++at.comparisons > mostComparisons) {
    throw invalid(`Write at most ${mostComparisons} comparisons in one filter`);
  }
  const word = at.next();
  const operator = operators.find((one) => one === word.toLowerCase());
  if (!operator) throw invalid(`Write one of ${operators.join(", ")} after ${name.slice(0, 60)}`);
  const value = operator === "pr" ? null : readValue(at.next());
  return { is: "comparison", name, operator, value };
}

function readName(token: string): string {
  if (!/^[A-Za-z$]/.test(token))
    throw invalid("Write the name of an attribute where one is missing");
  return plainName(token) ?? token.toLowerCase();
}

function readValue(token: string): FilterValue {
  const word = token.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  try {
    if (/^["\d-]/.test(token)) return JSON.parse(token);
  } catch {
    // A string with an escape that JSON does not know.
  }
  throw invalid("Write a value in double quotes, true, false or null, after the operator");
}

function expect(at: Reading, token: string) {
  if (at.next() !== token) throw invalid(`Close each bracket: ${token} is missing`);
}

const invalid = (words: string) => mistake("invalidFilter", `${words}.`);
