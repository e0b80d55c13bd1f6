/**
 * A share of all as a horizontal bar, drawn on the server. Its number stands in the cell beside, so that
 * the bar itself says nothing to a screen reader.
 */
export function ShareBar({ share, kind }: { share: number; kind: string }) {
  return (
    <svg className="share-bar" aria-hidden="true" focusable="false" width="100%" height="12">
      <rect className="chart__ground" width="100%" height="12" rx="2" />
      {share > 0 ? (
        <rect
          className={`chart__bar chart__bar--${kind}`}
          width={`${Math.max(1, Math.round(share * 1000) / 10)}%`}
          height="12"
          rx="2"
        />
      ) : null}
    </svg>
  );
}
