// Whether each record that is read is a run of its own, or a page of them is one run.
import { Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'

export function PerRecordSelect({ value, onChange }: { readonly value: boolean; readonly onChange: (perRecord: boolean) => void }) {
  return (
    <Select
      label={t('One run for')}
      description={
        value
          ? t('Retries, exceptions and order for each record alone.')
          : t('The record of a run is a list: the way for hundreds of thousands of records.')
      }
      value={value ? 'record' : 'page'}
      allowDeselect={false}
      data={[
        { value: 'record', label: t('each record') },
        { value: 'page', label: t('each page of records') },
      ]}
      onChange={(chosen) => chosen !== null && onChange(chosen === 'record')}
    />
  )
}
