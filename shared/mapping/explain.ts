// From what an explained program noted to the explanation of its result. See HOW-IT-WORKS.md.
import type { ReadSite } from './compile/read-sites.ts'
import type { SiteNotes } from './compile/runtime/explain.ts'
import type { Explanation, MissingStep, SourceReading } from './explanation.ts'

/** Field by field, from the sites of a program and what its last evaluation noted at each. */
export function explanationOf(sites: readonly ReadSite[], notes: readonly (SiteNotes | null | undefined)[]): Explanation {
  const fields = new Map<string, SourceReading[]>()
  for (const [index, site] of sites.entries()) {
    const reading = readingOf(site, notes[index] ?? undefined)
    for (const target of site.targets) {
      const known = fields.get(target)
      if (known) known.push(reading)
      else fields.set(target, [reading])
    }
  }
  return { fields: [...fields].map(([target, readings]) => ({ target, readings })) }
}

function readingOf({ steps }: ReadSite, notes: SiteNotes | undefined): SourceReading {
  const source = steps[steps.length - 1] ?? ''
  const missing = Object.entries(notes?.missing ?? {}).map(([step, times]): MissingStep => {
    const at = steps[Number(step)]
    return at === undefined ? { at: source, filtered: true, times } : { at, times }
  })
  return { source, reads: notes?.reads ?? 0, missing: missing.toSorted((a, b) => b.times - a.times) }
}
