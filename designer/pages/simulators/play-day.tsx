// Plays a retailer's day on one simulated system, so that flows have something to do.
import { Button, Popover, Progress, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlayDay as PlayDayBody } from '#shared/api/contract.ts'
import type { SimulatedDay } from '#shared/model/descriptors.ts'
import { playDay, stopDay } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { DayForm } from './day-form.tsx'

export function PlayDay({
  client,
  simulator,
  day,
}: {
  readonly client: string
  readonly simulator: string
  readonly day: SimulatedDay | undefined
}) {
  const [opened, setOpened] = useState(false)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['client', client] })
  const play = useMutation({
    mutationFn: (wanted: PlayDayBody) => playDay(client, simulator, wanted),
    onSuccess: () => {
      setOpened(false)
      return refresh()
    },
    onError: notifyProblem,
  })
  const stop = useMutation({ mutationFn: () => stopDay(client, simulator), onSuccess: refresh, onError: notifyProblem })
  if (!useMay('deploy')) return null
  if (day?.state === 'playing') {
    return (
      <Stack gap={4} w={220}>
        <Text fz="xs" c="dimmed">
          {t('A day passes: {{done}} of {{total}} events', { done: day.done, total: day.total })}
        </Text>
        <Progress value={day.total === 0 ? 0 : (day.done / day.total) * 100} aria-label={t('The day')} />
        <Button size="compact-xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('Stop')}
        </Button>
      </Stack>
    )
  }
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Icon name="play" size={14} />} onClick={() => setOpened(!opened)}>
          {t('Play a day')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <DayForm
          about={t(
            'What happens here on a day of a retailer with six shops: orders, sales, returns, cancellations, payouts. Deployed flows get them as from the real system.',
          )}
          first={day}
          last={
            day && (
              <Text fz="xs" c="dimmed">
                {day.message ?? t('The last day: {{played}} events happened here.', { played: day.played })}
              </Text>
            )
          }
          isPending={play.isPending}
          onBegin={(wanted) => play.mutate(wanted)}
        />
      </Popover.Dropdown>
    </Popover>
  )
}
