// The grid of a mapping: a line for each target field, a column for each sample.
import type { Ref } from 'react'
import { t } from '#designer/i18n/index.ts'
import { EmptyState } from '#designer/ui/empty-state.tsx'
import type { EachScope } from './each-scope.ts'
import { Grid, type GridHandle } from './grid.tsx'
import { GridLine, type LineActions } from './grid-line.tsx'
import type { GridRow } from './grid-rows.ts'
import type { LineState } from './line-states.ts'
import type { MappingSample, SampleActions } from './mapping-samples.ts'
import { isBadLook } from './preview-cells.ts'
import { SampleHead } from './sample-head.tsx'
import type { Marks } from './use-marks.ts'

export interface SamplesGridProps {
  readonly ref: Ref<GridHandle>
  /** Those that are shown, of all. */
  readonly lines: readonly GridRow[]
  readonly all: readonly GridRow[]
  readonly states: ReadonlyMap<string, LineState>
  readonly marked: Marks['marked']
  readonly activeKey: string | undefined
  readonly samples: readonly MappingSample[]
  readonly chosen: number
  readonly onChoose: (id: string) => void
  readonly sampleActions: SampleActions | undefined
  readonly scopeOf: (container: string) => EachScope
  readonly tables: readonly string[]
  readonly inWords: boolean
  readonly actions: LineActions
  readonly readOnly: boolean
}

const NO_LOOKS: readonly undefined[] = []

export function SamplesGrid({ ref, ...props }: SamplesGridProps) {
  const { lines, all, states, marked, samples, chosen } = props
  const heads = samples.map((one, column) => (
    <SampleHead
      key={one.id}
      sample={one}
      bad={all.filter((line) => isBadLook(states.get(line.key)?.looks[column])).length}
      active={column === chosen}
      onChoose={props.onChoose}
      actions={props.sampleActions}
    />
  ))
  return (
    <Grid
      ref={ref}
      lines={lines}
      activeKey={props.activeKey}
      columns={samples.length}
      head={heads.length > 0 ? heads : <span role="columnheader">{t('Result on the sample')}</span>}
      empty={
        <EmptyState icon="table-properties" compact title={all.length === 0 ? t('No fields yet') : t('Nothing here')}>
          {all.length === 0 ? t('Choose a target in the step, or add fields by name.') : t('No field fits this filter.')}
        </EmptyState>
      }
    >
      {(line, index) => (
        <GridLine
          key={line.key}
          line={line}
          index={index}
          scope={props.scopeOf(line.container).scope}
          samples={samples}
          looks={states.get(line.key)?.looks ?? NO_LOOKS}
          chosen={chosen}
          tables={props.tables}
          inWords={props.inWords}
          changed={marked.changed.has(line.key)}
          drift={marked.drift.get(line.key)}
          actions={props.actions}
          active={line.key === props.activeKey}
          readOnly={props.readOnly}
        />
      )}
    </Grid>
  )
}
