/** Marks a page as one that nobody else sees yet, on paper too. */
export function PreviewBanner() {
  return (
    <div className="preview-banner">
      <strong>Preview.</strong> This is what the content files say now. Nobody else sees it, and
      nothing is published.
    </div>
  );
}
