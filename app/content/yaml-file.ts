import { isMap, isNode, LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import type { Fault } from "./fault.ts";
import { mendOf, mendOfUnknownName } from "./mend.ts";

type Path = (string | number)[];

/** A YAML text whose values know their lines. */
export type YamlFile = {
  /** The value at a path as the schema gives it; undefined when it has faults, which are then noted. */
  read: <Schema extends z.ZodType>(schema: Schema, path?: Path) => z.output<Schema> | undefined;
  /** The value at a path as it stands in the file, and no fault noted. */
  valueAt: (path: Path) => unknown;
  /** The line of a value, or of the nearest thing around it that exists. Counts from one. */
  lineOf: (path: Path) => number;
  fault: (path: Path, mend: string) => void;
};

/**
 * Opens a YAML text, noting what is wrong with its form. Every scalar is text as typed: a policy number
 * 3.50 stays "3.50" and the answer "No" stays a word, quoted or not.
 */
export function openYaml(text: string, file: string, faults: Fault[]): YamlFile {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    schema: "failsafe",
    lineCounter: lines,
    prettyErrors: false,
  });
  const at = (position: number) => lines.linePos(position).line;
  for (const problem of [...document.errors, ...document.warnings]) {
    faults.push({ file, line: at(problem.pos[0]), mend: `Correct the YAML: ${problem.message}.` });
  }

  const lineOf = (path: Path): number => {
    for (let length = path.length; length > 0; length--) {
      const line = lineOfKey(path.slice(0, length)) ?? lineOfNode(path.slice(0, length));
      if (line) return line;
    }
    return lineOfNode([]) ?? 1;
  };
  const lineOfNode = (path: Path) => {
    const node = path.length === 0 ? document.contents : document.getIn(path, true);
    return isNode(node) && node.range ? at(node.range[0]) : null;
  };
  const lineOfKey = (path: Path) => {
    const owner = path.length === 1 ? document.contents : document.getIn(path.slice(0, -1), true);
    const pair = isMap(owner) && owner.items.find(({ key }) => String(key) === path.at(-1));
    return pair && isNode(pair.key) && pair.key.range ? at(pair.key.range[0]) : null;
  };
  const fault = (path: Path, mend: string) => {
    faults.push({ file, line: lineOf(path), mend });
  };

  let isWhole = document.errors.length === 0;
  visit(document, {
    Alias: (_, { source, range }) => {
      isWhole = false;
      const mend = `Write the value itself in place of *${source}: aliases are not read here.`;
      faults.push({ file, line: at(range?.[0] ?? 0), mend });
    },
  });
  const whole: unknown = isWhole ? document.toJS() : undefined;
  const valueAt = (path: Path) => path.reduce(stepInto, whole);

  return {
    lineOf,
    fault,
    valueAt,
    read: (schema, path = []) => {
      if (!isWhole) return undefined;
      const value = valueAt(path);
      const outcome = schema.safeParse(value, { reportInput: true });
      for (const issue of outcome.error?.issues ?? []) {
        const place = [...path, ...issue.path] as Path;
        if (issue.code === "unrecognized_keys") {
          for (const name of issue.keys) fault([...place, name], mendOfUnknownName(name));
        } else {
          fault(place, mendOf(issue, place));
        }
      }
      return outcome.data;
    },
  };
}

function stepInto(value: unknown, step: string | number): unknown {
  return typeof value === "object" && value !== null
    ? (value as Record<string | number, unknown>)[step]
    : undefined;
}
