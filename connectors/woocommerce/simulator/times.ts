/** WordPress writes times without a zone; the simulated site's own zone is UTC. */
export const gmt = (at: Date): string => at.toISOString().slice(0, 19)
