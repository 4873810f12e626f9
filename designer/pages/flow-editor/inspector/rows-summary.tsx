// How far a mapping has come, and the way into it.
import { Button, Progress } from '@mantine/core'
import { useMemo } from 'react'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { gridRows } from '#designer/mapping/grid-rows.ts'
import { targetFields } from '#designer/mapping/target-fields.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { useEditor } from '../state/context.ts'
import classes from './inspector.module.css'

const NONE_FOLDED: ReadonlySet<string> = new Set()

export function RowsSummary({
  id,
  rows,
  schema,
}: {
  readonly id: string
  readonly rows: readonly MappingRow[]
  readonly schema: JsonSchema | undefined
}) {
  const look = useEditor((state) => state.look)
  const lines = useMemo(() => gridRows({ fields: targetFields(schema), rows, collapsed: NONE_FOLDED, pending: [] }), [rows, schema])
  const mapped = lines.filter((line) => line.row).length
  const unmapped = lines.filter((line) => line.unmapped).length
  const required = lines.filter((line) => line.required && line.kind !== 'group').length
  return (
    <div className={classes.summary}>
      <div className={classes.summaryLine}>
        <span>{t('fields-mapped', { count: mapped })}</span>
        <span data-bad={unmapped > 0 || undefined}>
          {unmapped > 0 ? t('required-unmapped', { count: unmapped }) : t('All required fields are mapped')}
        </span>
      </div>
      {required > 0 ? (
        <Progress
          size={4}
          value={(100 * (required - unmapped)) / required}
          color={unmapped > 0 ? 'red' : 'teal'}
          aria-label={t('Required fields that are mapped')}
        />
      ) : null}
      <Button leftSection={<Icon name="table-properties" size={15} />} onClick={() => look({ mapping: { nodeId: id } })} fullWidth>
        {t('Open the mapping')}
      </Button>
    </div>
  )
}
