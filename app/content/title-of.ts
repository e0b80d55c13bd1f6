/** The title of what an id names, as the organization has it; the id itself for one it no longer names. */
export function titleOf(titled: { id: string; title: string }[], id: string): string {
  return titled.find((one) => one.id === id)?.title ?? id;
}
