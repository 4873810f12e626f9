// A source field that is put on a target: at once where there is one sensible way, after a choice where there are several.
import { useState, type ReactNode } from 'react'
import { valuesOf } from '#designer/editor/expression-scope.ts'
import { pathLabel } from '#designer/editor/field-names.ts'
import { flatten } from '#designer/editor/path-values.ts'
import { relativePath, type EachScope } from './each-scope.ts'
import type { LineActions, Place } from './grid-line.tsx'
import type { GridRow } from './grid-rows.ts'
import type { MappingSample } from './mapping-samples.ts'
import { takeChoices, type TakeChoice } from './take-choices.ts'
import { TakeMenu } from './take-menu.tsx'

interface Offered {
  readonly line: GridRow
  readonly source: string
  readonly at: Place
  readonly choices: readonly TakeChoice[]
}

export interface Taking {
  /** `path` as seen from the record. */
  readonly take: (line: GridRow, path: string, at: Place, setRule: LineActions['setRule']) => void
  readonly menu: (setRule: LineActions['setRule']) => ReactNode
}

export function useTaking(samples: readonly MappingSample[], scopeOf: (container: string) => EachScope): Taking {
  const [offered, setOffered] = useState<Offered>()
  return {
    take(line, path, at, setRule) {
      const here = scopeOf(line.container)
      const relative = relativePath(path, here)
      const standing = samples.flatMap(({ record, trigger, steps }) =>
        path.startsWith('$.') ? [] : valuesOf(path, [record], { record, trigger, steps }),
      )
      const values = path.startsWith('$.') ? valuesOf(relative, flatten([here.scope.record]), here.scope) : standing
      const choices = takeChoices(line, relative, values, here.scope)
      const [only, ...more] = choices
      if (only && more.length === 0) setRule(line, only.rule)
      else setOffered({ line, source: relative, at, choices })
    },
    menu: (setRule) =>
      offered ? (
        <TakeMenu
          at={offered.at}
          source={pathLabel(offered.source, scopeOf(offered.line.container).scope)}
          choices={offered.choices}
          onChoose={(rule) => {
            setRule(offered.line, rule)
            setOffered(undefined)
          }}
          onClose={() => setOffered(undefined)}
        />
      ) : null,
  }
}
