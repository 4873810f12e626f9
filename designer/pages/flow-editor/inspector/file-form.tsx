// Files that are sent to the flow or put into its folder: how their records are read.
import { Select, Text, TextInput } from '@mantine/core'
import { useDraft } from '#designer/editor/use-draft.ts'
import { t } from '#designer/i18n/index.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import { PageFields } from './page-fields.tsx'

export interface FileFieldsProps {
  readonly config: FileConfig
  readonly onConfig: (config: TriggerNode['config'], group?: string) => void
}

export function FileFields({ config, onConfig }: FileFieldsProps) {
  const { delimiter: _, columns: __, ...plain } = config
  return (
    <>
      <Select
        label={t('Format')}
        value={config.format}
        allowDeselect={false}
        data={[
          { value: 'csv', label: t('CSV') },
          { value: 'json-lines', label: t('JSON, one record in each line') },
          { value: 'json-array', label: t('JSON, one list of records') },
        ]}
        onChange={(format) => format !== null && onConfig({ ...plain, format: format as FileConfig['format'] })}
      />
      {config.format === 'csv' ? <CsvFields config={config} onConfig={onConfig} /> : null}
      <PageFields config={config} onConfig={onConfig} />
      <Text fz="xs" c="dimmed">
        {t('Send a file from the menu of the flow, through the API, or put it into the folder that the flow shows once it is deployed.')}
      </Text>
    </>
  )
}

function CsvFields({ config, onConfig }: FileFieldsProps) {
  const [names, setNames] = useDraft(config.columns?.join(', ') ?? '')
  const { columns: _, ...without } = config
  return (
    <>
      <Select
        label={t('Separator')}
        value={config.delimiter ?? ','}
        allowDeselect={false}
        data={[
          { value: ',', label: t('Comma') },
          { value: ';', label: t('Semicolon') },
          { value: '\t', label: t('Tab') },
          { value: '|', label: t('Vertical bar') },
        ]}
        onChange={(delimiter) => onConfig({ ...config, delimiter: delimiter as NonNullable<FileConfig['delimiter']> })}
      />
      <TextInput
        label={t('Columns')}
        description={t('Names of the columns, divided by commas. Empty: the first line of the file has them.')}
        value={names}
        onChange={(event) => {
          setNames(event.currentTarget.value)
          const columns = event.currentTarget.value
            .split(',')
            .map((name) => name.trim())
            .filter((name) => name !== '')
          onConfig(columns.length > 0 ? { ...config, columns } : without, 'columns')
        }}
      />
      <Select
        label={t('Character set')}
        value={config.encoding ?? 'utf-8'}
        allowDeselect={false}
        data={[
          { value: 'utf-8', label: 'UTF-8' },
          { value: 'windows-1252', label: t('Windows-1252 (Western Europe)') },
        ]}
        onChange={(encoding) => onConfig({ ...config, encoding: encoding as NonNullable<FileConfig['encoding']> })}
      />
    </>
  )
}
