// What to do with the chosen exceptions: replay or discard them one after the other, and say how many could not be.
import { Button, Group, Select, Text } from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { ReplayException } from '#shared/api/contract.ts'
import type { ExceptionRecord } from '#shared/model/runs.ts'
import { replayException } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { DiscardDialog } from '#designer/ui/discard-dialog.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyDone, notifyProblem } from '#designer/ui/notify.tsx'
import classes from './replay-bar.module.css'

export interface ReplayBarProps {
  readonly client: string
  readonly selected: readonly ExceptionRecord[]
  readonly onDone: () => void
}

export function ReplayBar({ client, selected, onDone }: ReplayBarProps) {
  const [version, setVersion] = useState<ReplayException['version']>('deployed')
  const [discarding, dialog] = useDisclosure(false)
  const replay = useMutation({
    mutationFn: async () => {
      const failures: unknown[] = []
      for (const exception of selected) {
        await replayException(client, exception.id, { version }).catch((error: unknown) => failures.push(error))
      }
      // The list may have changed meanwhile.
      return { all: selected.length, failures }
    },
    onSuccess: async ({ all, failures }) => {
      const done = all - failures.length
      if (done > 0) notifyDone(t('{{done}} of {{all}} are being replayed.', { done, all }))
      if (failures.length > 0) notifyProblem(failures[0])
      onDone()
      await queryClient.invalidateQueries({ queryKey: ['client', client] })
    },
  })
  return (
    <div className={classes.bar} role="region" aria-label={t('Chosen exceptions')}>
      <Text fz="sm" fw={600}>
        {t('selected-count', { count: selected.length })}
      </Text>
      <Group gap="xs" ml="auto">
        <Select
          size="xs"
          w={260}
          aria-label={t('Which version')}
          value={version}
          allowDeselect={false}
          onChange={(next) => setVersion(next === 'original' ? 'original' : 'deployed')}
          data={[
            { value: 'deployed', label: t('With the version deployed now') },
            { value: 'original', label: t('With the version each one ran with') },
          ]}
        />
        <Button size="xs" leftSection={<Icon name="rotate-ccw" size={14} />} loading={replay.isPending} onClick={() => replay.mutate()}>
          {t('Replay')}
        </Button>
        <Button size="xs" variant="default" leftSection={<Icon name="trash-2" size={14} />} onClick={dialog.open}>
          {t('Discard…')}
        </Button>
        <Button size="xs" variant="default" onClick={onDone}>
          {t('Cancel')}
        </Button>
      </Group>
      {discarding && <DiscardDialog client={client} exceptions={selected} opened onClose={dialog.close} onDone={onDone} />}
    </div>
  )
}
