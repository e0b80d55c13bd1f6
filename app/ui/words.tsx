/** Frozen words: rendered when the version was published, by the portal itself, from checked content. */
export function Words({ html }: { html: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: frozen under the version's digest
  return <div className="words" dangerouslySetInnerHTML={{ __html: html }} />;
}
