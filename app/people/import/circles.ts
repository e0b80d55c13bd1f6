/**
 * The people of each circle of supervisors, in order; `supervisorOf` says for each person by whom they are
 * supervised. Takes each person once.
 */
export function findCircles(supervisorOf: Map<string, string>): string[][] {
  const circles: string[][] = [];
  const seenFrom = new Map<string, string>();
  for (const start of supervisorOf.keys()) {
    let at: string | undefined = start;
    while (at !== undefined && !seenFrom.has(at)) {
      seenFrom.set(at, start);
      at = supervisorOf.get(at);
    }
    if (at === undefined || seenFrom.get(at) !== start) continue;
    const circle = [at];
    for (let next = supervisorOf.get(at); next && next !== at; next = supervisorOf.get(next)) {
      circle.push(next);
    }
    circles.push(circle);
  }
  return circles;
}
