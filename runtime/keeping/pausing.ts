// A journal that gives out no work while `holds`: events are still taken, runs in flight go on.
import type { Journal } from '../engine/ports.ts'

export const pausedWhile = (holds: () => boolean, journal: Journal): Journal => ({
  ...journal,
  accept: (event) => journal.accept(holds() ? { ...event, begin: undefined } : event),
  claim: async (options) => (holds() ? [] : journal.claim(options)),
  unrouted: async (options) => (holds() ? [] : journal.unrouted(options)),
  // Otherwise what is due would be asked for again at once.
  nextDue: async () => (holds() ? undefined : journal.nextDue()),
})
