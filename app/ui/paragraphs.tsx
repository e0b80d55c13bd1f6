/** What somebody wrote, in its paragraphs and lines: text, never markup. */
export function Paragraphs({ text }: { text: string }) {
  return <div className="written">{text}</div>;
}
