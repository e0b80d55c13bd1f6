/** A size in words that fit: `812 bytes`, `3.4 MB`, `12 GB` (thousands, as disks are sold). */
export function inBytes(size: number): string {
  const units = ["bytes", "kB", "MB", "GB", "TB"];
  const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  const inUnit = size / 1000 ** step;
  return `${inUnit < 10 && step > 0 ? inUnit.toFixed(1) : Math.round(inUnit)} ${units[step]}`;
}
