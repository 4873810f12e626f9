// From a record that was collected to what became of its window: still open, or the run that it began.
import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { windowQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'

export function WindowLink({ client, window: id }: { readonly client: string; readonly window: string }) {
  const window = useQuery(windowQuery(client, id)).data
  if (!window) return null
  const { runId, status } = window
  return (
    <Button
      size="xs"
      variant="light"
      mb="sm"
      leftSection={<Icon name="layers" size={14} />}
      renderRoot={(props) =>
        runId === undefined ? (
          <Link to="/c/$client/windows" params={{ client }} search={{ status, flow: window.flowId }} {...props} />
        ) : (
          <Link to="/c/$client/runs/$run" params={{ client, run: runId }} {...props} />
        )
      }
    >
      {runId === undefined
        ? t('Collected under “{{key}}”, {{count}} so far', { key: window.key, count: window.count })
        : t('Open the run that “{{key}}” began', { key: window.key })}
    </Button>
  )
}
