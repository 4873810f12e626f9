// How long a movement lasts that no style sheet knows: not at all where less motion is asked for.
export const lasting = (ms: number): number => (window.matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : ms)
