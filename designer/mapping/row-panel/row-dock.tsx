// Connects the row's panel with the mapping: what the rule can read, why it gives what it gives, what may be changed from there.
import { useMemo } from 'react'
import { itemScope } from '#designer/editor/field-names.ts'
import { valuesOf } from '#designer/editor/expression-scope.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import { acceptValue, valuePath } from '../accept-expected.ts'
import { relativePath, type EachScope } from '../each-scope.ts'
import type { LineActions } from '../grid-line.tsx'
import type { GridRow } from '../grid-rows.ts'
import type { MappingSample, SampleActions } from '../mapping-samples.ts'
import type { CellLook } from '../preview-cells.ts'
import { replacePath } from '../replace-path.ts'
import { itemNames, sourcePaths } from '../source-paths.ts'
import { useExplanation, type Explain } from '../use-explanation.ts'
import type { MakePart } from '../make-part-dialog.tsx'
import type { FormContext, PartChoice } from './form-context.ts'
import { RowPanel } from './row-panel.tsx'

/** The client's mapping parts, and how one is made of a rule. */
export interface PartsHere {
  readonly choices: readonly PartChoice[]
  /** Absent where none can be made. Answers the name of the part that was made. */
  readonly onMake?: MakePart
}

export interface RowDockProps {
  readonly line: GridRow
  readonly rows: readonly MappingRow[]
  readonly actions: LineActions
  readonly here: EachScope
  readonly tables: readonly string[]
  readonly parts: PartsHere
  readonly readOnly: boolean
  readonly sample: MappingSample | undefined
  readonly samples: readonly MappingSample[]
  readonly look: CellLook | undefined
  /** The record that came out on the sample; undefined where it failed. */
  readonly output: unknown
  /** Which item of its list is looked at. */
  readonly item: number
  readonly explain: Explain
  readonly sampleActions: SampleActions | undefined
  readonly onClose: () => void
}

export function RowDock(props: RowDockProps) {
  const { line, rows, actions, here, tables, parts, readOnly, sample, samples, look, output, item, explain, sampleActions, onClose } = props
  const { scope, depth } = here
  const why = useExplanation(rows, line.path, sample, explain)
  const paths = useMemo(() => sourcePaths(scope), [scope])
  const context: FormContext = {
    paths,
    pathFor: (path) => relativePath(path, here),
    namesOf: (list) => itemNames(valuesOf(list, [scope.record, ...(scope.others ?? [])], scope), itemScope(list, scope)),
    tables,
    parts: parts.choices,
    type: line.type,
    ...(line.choices && { choices: line.choices }),
    inList: depth > 0,
    readOnly,
  }
  const replace = (from: string, to: string) => {
    const rule = line.row && replacePath(line.row.rule, relativePath(from, here), relativePath(to, here))
    if (rule) actions.setRule(line, rule)
  }
  const path = valuePath(rows, line, item)
  const mayAccept = sampleActions !== undefined && sample?.expected !== undefined && output !== undefined && path !== undefined
  return (
    <RowPanel
      line={line}
      actions={actions}
      scope={scope}
      context={context}
      sample={sample}
      samples={samples}
      look={look}
      explanation={why.explanation}
      explaining={why.loading}
      {...(!readOnly && parts.onMake && { onMakePart: parts.onMake })}
      {...(!readOnly && { onReplace: replace })}
      {...(mayAccept && { onAccept: () => sampleActions.expect(sample.id, acceptValue(sample.expected, output, path)) })}
      onClose={onClose}
    />
  )
}
