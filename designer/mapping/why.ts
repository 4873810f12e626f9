// Why a cell is what it is: what each source field that its rule read has on the sample, where the path broke off, what may have been meant instead,
// and on how many samples it is there.
import { valuesOf, type ExpressionScope } from '#designer/editor/expression-scope.ts'
import { quoteName } from '#designer/editor/path-values.ts'
import type { SourceReading } from '#shared/mapping/explanation.ts'
import { isPresent } from '#shared/mapping/path-values.ts'
import type { MappingSample } from './mapping-samples.ts'
import { nameAtEnd, parentPath, sameNameElsewhere, similarNames } from './similar-names.ts'

export interface Reading {
  readonly source: string
  /** False when this part of the rule was not reached. */
  readonly read: boolean
  /** What stands there on the sample; several for a list. */
  readonly values: readonly unknown[]
  readonly missing?: {
    /** The path up to the first name that is not there. */
    readonly at: string
    /** All names are there, but a filter left nothing. */
    readonly filtered: boolean
    /** How often it was missing, of how often it was read. */
    readonly times: number
    readonly reads: number
    /** Whole paths that may be meant instead of the source. */
    readonly instead: readonly string[]
  }
  /** On how many samples there is a value. */
  readonly presentIn: number | undefined
}

const scopeOf = (sample: MappingSample): ExpressionScope => ({ record: sample.record, trigger: sample.trigger, steps: sample.steps })
const valuesIn = (path: string, sample: MappingSample) => valuesOf(path, [sample.record], scopeOf(sample))

/** Each source once, although a rule may read it in several places. */
export function readingsOf(
  readings: readonly SourceReading[],
  sample: MappingSample,
  samples: readonly MappingSample[],
): readonly Reading[] {
  const bySource = Map.groupBy(readings, ({ source }) => source)
  return [...bySource].map(([source, places]) => {
    const missing = places.flatMap((place) => place.missing).toSorted((a, b) => b.times - a.times)
    const reading = readingOf({ source, reads: Math.max(...places.map(({ reads }) => reads)), missing }, sample, samples)
    // What the rule falls back to anyway is not meant instead.
    const meant = reading.missing?.instead.filter((path) => !bySource.has(path)) ?? []
    return reading.missing ? { ...reading, missing: { ...reading.missing, instead: meant } } : reading
  })
}

export function readingOf({ source, reads, missing }: SourceReading, sample: MappingSample, samples: readonly MappingSample[]): Reading {
  const known = !source.startsWith('…')
  const [first] = missing
  return {
    source,
    read: reads > 0,
    values: known ? valuesIn(source, sample).filter((value) => value !== undefined) : [],
    ...(first && {
      missing: {
        at: first.at,
        filtered: first.filtered === true,
        times: first.times,
        reads,
        instead: first.filtered === true || !known ? [] : instead(source, first.at, sample, samples),
      },
    }),
    presentIn: known ? samples.filter((one) => isPresent(valuesIn(source, one))).length : undefined,
  }
}

/** Names like the missing one in its place, and the field's own name elsewhere; first those that the sample itself has. */
function instead(source: string, at: string, sample: MappingSample, samples: readonly MappingSample[]): readonly string[] {
  const parent = parentPath(at)
  const rest = source.slice(at.length)
  const siblings = [sample, ...samples].flatMap((one) =>
    similarNames(nameAtEnd(at), parent === '' ? [one.record] : valuesIn(parent, one))
      .map((name) => (parent === '' ? quoteName(name) : `${parent}.${quoteName(name)}`) + rest)
      .filter((path) => isPresent(valuesIn(path, one))),
  )
  const elsewhere = sameNameElsewhere(nameAtEnd(source), sample.record)
  return [...new Set([...siblings, ...elsewhere])].filter((path) => path !== source).slice(0, 3)
}
