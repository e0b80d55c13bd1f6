/** Longer than any line of the portal's: the leaf hashes of a whole seal are less than half a megabyte. */
const longest = 4 * 1024 * 1024;

/**
 * The lines of a stream of bytes, each with its line feed. A last line without one is given as it is, and one
 * longer than any of the portal's in pieces: neither is a line the portal wrote.
 */
export async function* linesIn(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of stream) {
    const bytes: Buffer = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let from = 0;
    for (let end = bytes.indexOf(10); end >= 0; end = bytes.indexOf(10, from)) {
      yield bytes.subarray(from, end + 1);
      from = end + 1;
    }
    rest = bytes.subarray(from);
    if (rest.length <= longest) continue;
    yield rest;
    rest = Buffer.alloc(0);
  }
  if (rest.length > 0) yield rest;
}
