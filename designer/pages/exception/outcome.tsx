// What became of an exception that is no longer open.
import { Button, Stack, Text } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { formatExact } from '#designer/ui/time.tsx'
import classes from './exception.module.css'

export function Outcome({ client, exception }: { readonly client: string; readonly exception: ExceptionRecord }) {
  const { replayRunId } = exception
  return (
    <Card>
      <h2 className={classes.heading}>{exception.status === 'replayed' ? t('It was replayed') : t('It was discarded')}</h2>
      <Stack gap="sm">
        {exception.resolvedAt && (
          <Text fz="sm" c="dimmed">
            {formatExact(exception.resolvedAt)}
          </Text>
        )}
        {exception.note && <Text fz="sm">{exception.note}</Text>}
        {replayRunId && (
          <Button
            variant="default"
            leftSection={<Icon name="activity" size={15} />}
            renderRoot={(props) => <Link to="/c/$client/runs/$run" params={{ client, run: replayRunId }} {...props} />}
          >
            {t('Open the replay')}
          </Button>
        )}
      </Stack>
    </Card>
  )
}
