/** An eye whose iris is a stack of containers; the same drawing as public/logo.svg. */
export const Logo = () => (
  <svg width={32} height={32} viewBox="0 0 64 64" aria-hidden focusable={false}>
    <path
      d="M4 32C12 18 21 11 32 11s20 7 28 21c-8 14-17 21-28 21S12 46 4 32z"
      fill="none"
      stroke="#5ad1ff"
      strokeWidth={5}
      strokeLinejoin="round"
    />
    <rect x={23} y={22} width={18} height={5} rx={1.5} fill="#ffffff" />
    <rect x={23} y={29.5} width={18} height={5} rx={1.5} fill="#5ad1ff" />
    <rect x={23} y={37} width={18} height={5} rx={1.5} fill="#ffffff" />
  </svg>
);
