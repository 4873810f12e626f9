// The source side of a mapping as it is seen from the row that is worked on.
import { useCallback, useMemo } from 'react'
import type { ExpressionScope } from '#designer/editor/expression-scope.ts'
import { insertIntoField } from '#designer/editor/shared-editor.ts'
import { useLatest } from '#designer/editor/use-latest.ts'
import { relativePath, type EachScope } from './each-scope.ts'
import type { Place } from './grid-line.tsx'
import type { MappingSample } from './mapping-samples.ts'
import { sourceRoots } from './source-roots.ts'
import type { ToldFields } from './told-fields.ts'

export interface SourcesInput {
  readonly samples: readonly MappingSample[]
  readonly chosen: number
  readonly scope: ExpressionScope
  readonly told: readonly ToldFields[] | undefined
  /** What the row that is worked on sees. */
  readonly here: EachScope
  /** A field that no rule with the focus takes: for the row that is worked on. */
  readonly onTake: (path: string, at: Place) => void
}

export interface Sources {
  readonly roots: ReturnType<typeof sourceRoots>
  /** Both stable, so that typing in a row does not draw the tree again. */
  readonly insert: (path: string, at: Place) => void
  readonly pathFor: (path: string) => string
}

export function useSources({ samples, chosen, scope, told, here, onTake }: SourcesInput): Sources {
  const item = here.depth > 0 ? here.scope.record : undefined
  const { place } = here.scope
  const roots = useMemo(() => sourceRoots(samples, chosen, scope, item, told, place), [samples, chosen, scope, item, told, place])
  const latest = useLatest({ here, onTake })
  const insert = useCallback(
    (path: string, at: Place) => {
      if (!insertIntoField(relativePath(path, latest.current.here))) latest.current.onTake(path, at)
    },
    [latest],
  )
  const pathFor = useCallback((path: string) => relativePath(path, latest.current.here), [latest])
  return { roots, insert, pathFor }
}
