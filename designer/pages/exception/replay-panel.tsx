// Replays the record from the step where it stopped, says that it arrived where that is uncertain, or discards it with a reason.
import { Button, Radio, Stack, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { ReplayException } from '#shared/api/contract.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { replayException } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { Card } from '#designer/ui/card.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { DiscardDialog } from '#designer/ui/discard-dialog.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { ConfirmDialog } from './confirm-dialog.tsx'
import classes from './exception.module.css'

export interface ReplayPanelProps {
  readonly client: string
  readonly exception: ExceptionRecord
  readonly record: unknown
  readonly changed: boolean
  readonly valid: boolean
  readonly onReset: () => void
}

export function ReplayPanel({ client, exception, record, changed, valid, onReset }: ReplayPanelProps) {
  const navigate = useNavigate()
  const [version, setVersion] = useState<ReplayException['version']>('deployed')
  const [discarding, discard] = useDisclosure(false)
  const [confirming, confirm] = useDisclosure(false)
  const uncertain = exception.error.disposition === 'uncertain'
  const replay = useMutation({
    mutationFn: () => replayException(client, exception.id, { version, ...(changed && { input: record }) }),
    onSuccess: async ({ runId }) => {
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
      await navigate({ to: '/c/$client/runs/$run', params: { client, run: runId } })
    },
  })
  return (
    <Card>
      <h2 className={classes.heading}>{t('What to do with it')}</h2>
      <Stack gap="sm">
        {uncertain && (
          <>
            <Text fz="sm">{t('Look in the other system first: is the record there?')}</Text>
            <Button leftSection={<Icon name="circle-check" size={15} />} onClick={confirm.open}>
              {t('It arrived…')}
            </Button>
            <Text fz="sm">{t('If it is not there, send it again:')}</Text>
          </>
        )}
        <Radio.Group
          value={version}
          onChange={(next) => setVersion(next === 'original' ? 'original' : 'deployed')}
          aria-label={t('Which version')}
        >
          <Stack gap={8}>
            <Radio
              size="xs"
              value="deployed"
              label={t('With the version deployed now')}
              description={t('For when you mended the flow and deployed it.')}
            />
            <Radio
              size="xs"
              value="original"
              label={t('With version {{version}}, as before', { version: exception.version })}
              description={t('For when you mended the record or a lookup table.')}
            />
          </Stack>
        </Radio.Group>
        <Text fz="xs" c="dimmed" role="status">
          {changed ? t('Your corrected record is sent.') : t('The record is sent as it is.')}{' '}
          {changed && (
            <Button variant="transparent" size="compact-xs" px={0} h="auto" onClick={onReset}>
              {t('Undo my corrections')}
            </Button>
          )}
        </Text>
        <FormProblem error={replay.error} />
        <Button
          variant={uncertain ? 'default' : 'filled'}
          leftSection={<Icon name="rotate-ccw" size={15} />}
          disabled={!valid}
          loading={replay.isPending}
          onClick={() => replay.mutate()}
        >
          {uncertain ? t('Send it again') : t('Replay from this step')}
        </Button>
        <Button variant="default" leftSection={<Icon name="trash-2" size={15} />} onClick={discard.open}>
          {t('Discard…')}
        </Button>
        <Text fz="xs" c="dimmed">
          {t('What earlier steps already sent is not sent again.')}
        </Text>
      </Stack>
      <ConfirmDialog client={client} exception={exception} version={version} opened={confirming} onClose={confirm.close} />
      <DiscardDialog client={client} exceptions={[exception]} opened={discarding} onClose={discard.close} />
    </Card>
  )
}
