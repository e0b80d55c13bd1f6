/** What of an error may be written down: nothing that somebody typed or that a statement was given. */
type DescribedFault = {
  type: string;
  /** Left out where it could hold what was typed. */
  message?: string;
  /** SQLSTATE or the system's. */
  code?: string;
  constraint?: string;
  table?: string;
  /** With a dollar sign and a number for each value. */
  statement?: string;
  /** Where it was thrown: functions, files and lines. */
  at: string[];
  cause?: DescribedFault;
};

/**
 * An error, without what would give away what people wrote: the values of a statement, which Drizzle puts
 * into the message, and what PostgreSQL says of the values themselves. With `withWords` false no message at
 * all is kept, for pages where any could hold words of a reporter.
 */
export function describeFault(problem: unknown, { withWords = true } = {}): DescribedFault {
  if (!(problem instanceof Error)) return { type: typeof problem, at: [] };
  const { cause, message } = problem;
  const known = problem as { code?: unknown; constraint_name?: string; table_name?: string };
  const code = typeof known.code === "string" ? known.code : undefined;
  const isTold = withWords && !holdsValues(problem, code);
  return {
    type: problem.constructor.name.replace(/^_/, ""),
    ...(isTold && { message }),
    ...(code && { code }),
    ...(known.constraint_name && { constraint: known.constraint_name }),
    ...(known.table_name && { table: known.table_name }),
    ...(isOfStatement(problem) && { statement: problem.query }),
    at: framesOf(problem),
    ...(cause instanceof Error && { cause: describeFault(cause, { withWords }) }),
  };
}

/** The same in one line: for where an error is kept as a sentence. */
export function faultInWords(problem: unknown): string {
  const words = (fault: DescribedFault): string => {
    const { type, message, code, constraint, statement, cause } = fault;
    const parts = [message ?? type, code, constraint, statement?.slice(0, 200)];
    return [...parts, cause && words(cause)].filter(Boolean).join(": ");
  };
  return words(describeFault(problem));
}

/** Classes of SQLSTATE that are about the machine, the connection or the statement, and quote no value. */
const aboutNoValue = /^(0[38]|25|28|3D|40|42|53|54|55|57|58|XX)/;

function holdsValues(problem: Error, code: string | undefined): boolean {
  if (isOfStatement(problem) || problem instanceof SyntaxError) return true;
  return problem.name === "PostgresError" && !aboutNoValue.test(code ?? "");
}

/** Drizzle's error about a statement. Told by what it holds: the pages and the server each have a copy of its class. */
function isOfStatement(problem: Error): problem is Error & { query: string } {
  return "query" in problem && typeof problem.query === "string" && "params" in problem;
}

function framesOf({ stack = "", message }: Error): string[] {
  const after = message ? stack.indexOf(message) + message.length : 0;
  const frames = stack.slice(after).split("\n");
  return frames.map((line) => line.trim()).filter((line) => /^at .*:\d+:\d+\)?$/.test(line));
}
