// Where the cause can be mended: the mapping, the lookup table, the connection.
import { Button } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { failedRow } from './failed-row.ts'

export function FixLinks({ client, exception }: { readonly client: string; readonly exception: ExceptionRecord }) {
  const { code, disposition, details } = exception.error
  const table = typeof details?.['table'] === 'string' ? details['table'] : undefined
  const lookup = code === 'lookup-missing' || code === 'lookup-table-missing'
  return (
    <>
      {lookup && (
        <Button
          size="xs"
          leftSection={<Icon name="table-2" size={14} />}
          renderRoot={(props) => (
            <Link to="/c/$client/lookup-tables" params={{ client }} search={{ table, environment: exception.environment }} {...props} />
          )}
        >
          {t('Open the lookup table')}
        </Button>
      )}
      {disposition === 'reconnect' && (
        <Button
          size="xs"
          leftSection={<Icon name="plug" size={14} />}
          renderRoot={(props) => <Link to="/c/$client/connections" params={{ client }} {...props} />}
        >
          {t('Open the connections')}
        </Button>
      )}
      <Button
        size="xs"
        variant="default"
        leftSection={<Icon name="workflow" size={14} />}
        renderRoot={(props) => (
          <Link
            to="/c/$client/flows/$flow"
            params={{ client, flow: exception.flowId }}
            search={{ node: exception.nodeId, row: failedRow(exception.error) }}
            {...props}
          />
        )}
      >
        {t('Mend it in the flow')}
      </Button>
    </>
  )
}
