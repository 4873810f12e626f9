// How what is read becomes runs: one for each record or for a page of them, and how large a page is.
import { NumberInput, Select } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { DEFAULT_PAGE_SIZE, type FileConfig, type PollConfig } from '#shared/flow/nodes/feeds.ts'

export function PageFields<C extends FileConfig | PollConfig>({
  config,
  onConfig,
}: {
  readonly config: C
  readonly onConfig: (config: C, group?: string) => void
}) {
  const { pageSize: _, ...withoutSize } = config
  return (
    <>
      <Select
        label={t('One run for')}
        description={
          config.perRecord
            ? t('Retries, exceptions and order for each record alone.')
            : t('The record of a run is a list: the way for hundreds of thousands of records.')
        }
        value={config.perRecord ? 'record' : 'page'}
        allowDeselect={false}
        data={[
          { value: 'record', label: t('each record') },
          { value: 'page', label: t('each page of records') },
        ]}
        onChange={(chosen) => chosen !== null && onConfig({ ...config, perRecord: chosen === 'record' })}
      />
      <NumberInput
        label={t('Records per page')}
        min={1}
        max={5_000}
        allowDecimal={false}
        placeholder={String(DEFAULT_PAGE_SIZE)}
        value={config.pageSize ?? ''}
        onChange={(size) =>
          onConfig(typeof size === 'number' && size >= 1 ? { ...config, pageSize: size } : (withoutSize as C), 'page-size')
        }
      />
    </>
  )
}
