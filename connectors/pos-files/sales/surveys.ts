// Surveys of the files that are being read, so that the next page of a file has what the one before found out. A process that has none makes its own.
import { createHash } from 'node:crypto'
import type { SalesFile } from './options.ts'
import type { Survey } from './survey.ts'

/** Files that one process reads at the same time; each may have a million receipts. */
const MOST_KEPT = 4

export function keepSurveys() {
  const kept = new Map<string, Survey>()
  return (options: SalesFile) => {
    const settings = createHash('sha256').update(JSON.stringify(options)).digest('hex')
    return (digest: string, make: () => Survey): Survey => {
      const key = `${settings} ${digest}`
      const survey = kept.get(key) ?? make()
      // The one that was used last is forgotten last.
      kept.delete(key)
      kept.set(key, survey)
      for (const old of [...kept.keys()].slice(0, -MOST_KEPT)) kept.delete(old)
      return survey
    }
  }
}
