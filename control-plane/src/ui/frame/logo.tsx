/** The mark of Longshore: two crates on a quay, a third on the hook. */
export function Logo({ size = 24 }: { size?: number }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden focusable="false">
      <rect width="32" height="32" rx="8" fill="#5c41cf" />
      <path d="M16 4.5v5" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
      <rect x="11" y="9.5" width="10" height="6" rx="1.4" fill="#fff" />
      <rect x="5.5" y="18" width="10" height="6" rx="1.4" fill="#fff" fillOpacity=".72" />
      <rect x="16.5" y="18" width="10" height="6" rx="1.4" fill="#fff" fillOpacity=".72" />
      <path d="M5 27h22" stroke="#fff" strokeWidth="2" strokeLinecap="round" />
    </svg>
  );
}
