// What a value gives that the table does not have.
import { Select, TextInput } from '@mantine/core'
import type { WhenMissing } from '#shared/model/connections.ts'
import { t } from '#designer/i18n/index.ts'
import { textOf, valueOf } from '#designer/ui/row-grid/draft-rows.ts'
import classes from './lookup-tables.module.css'

export interface MissingSettingProps {
  readonly value: WhenMissing | undefined
  readonly onChange: (value: WhenMissing | undefined) => void
  readonly readOnly: boolean
  /** A value of the table's kind: numbers stay numbers. */
  readonly kind: unknown
}

export function MissingSetting({ value, onChange, readOnly, kind }: MissingSettingProps) {
  return (
    <div className={classes.missing}>
      <Select
        size="xs"
        w={300}
        label={t('When a value is not in the table')}
        allowDeselect={false}
        disabled={readOnly}
        value={value?.kind ?? 'fail'}
        data={[
          { value: 'fail', label: t('The record waits in the inbox') },
          { value: 'blank', label: t('The field stays empty') },
          { value: 'default', label: t('A value stands for it') },
        ]}
        onChange={(kindOfRule) =>
          onChange(kindOfRule === 'blank' ? { kind: 'blank' } : kindOfRule === 'default' ? { kind: 'default', value: '' } : undefined)
        }
      />
      {value?.kind === 'default' && (
        <TextInput
          size="xs"
          w={200}
          label={t('The value')}
          readOnly={readOnly}
          value={textOf(value.value)}
          onChange={(event) =>
            onChange({ kind: 'default', value: valueOf(event.currentTarget.value, value.value === '' ? kind : value.value) })
          }
        />
      )}
    </div>
  )
}
