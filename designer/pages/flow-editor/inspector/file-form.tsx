// Files that are sent to the flow or put into its folder: how their records are read.
import { Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { SchemaForm } from '#designer/ui/schema-form.tsx'
import { isRecord } from '#shared/json.ts'
import type { TriggerNode } from '#shared/flow/document.ts'
import type { FileConfig } from '#shared/flow/nodes/feeds.ts'
import type { JsonSchema } from '#shared/model/descriptors.ts'
import { FileFormat, MEMBERS_OF, formatMembers } from '#shared/model/file-format.ts'
import { PageFields } from './page-fields.tsx'

export interface FileFieldsProps {
  readonly config: FileConfig
  readonly onConfig: (config: TriggerNode['config'], group?: string) => void
}

export function FileFields({ config, onConfig }: FileFieldsProps) {
  const { type, perRecord, pageSize, ...format } = config
  const shown = MEMBERS_OF[config.format]
  const change = (next: unknown) => {
    if (!isRecord(next)) return
    const settings = next as FileFormat
    const paging = { perRecord, ...(pageSize !== undefined && { pageSize }) }
    // What belongs to another format would only confuse whoever reads the flow.
    onConfig({ type, ...formatMembers(settings), ...paging }, settings.format === config.format ? 'format' : undefined)
  }
  return (
    <>
      <SchemaForm
        schema={FileFormat as unknown as JsonSchema}
        value={format}
        hidden={Object.keys(FileFormat.properties).filter((member) => member !== 'format' && !shown.includes(member))}
        idPrefix="file"
        onChange={change}
      />
      <PageFields config={config} onConfig={onConfig} />
      <Text fz="xs" c="dimmed">
        {t('Send a file from the menu of the flow, through the API, or put it into the folder that the flow shows once it is deployed.')}
      </Text>
    </>
  )
}
