/** How good or bad something is; colours follow from it, never the other way round. */
export type Tone = 'success' | 'warning' | 'danger' | 'info' | 'neutral';
