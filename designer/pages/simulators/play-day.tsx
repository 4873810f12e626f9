// Plays a retailer's day on the simulated shop, so that flows have something to do.
import { Button, NumberInput, Popover, Progress, Stack, Text } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import type { SimulatedDay } from '#shared/model/descriptors.ts'
import { playDay, stopDay } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'

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
  const [orders, setOrders] = useState(40)
  const [minutes, setMinutes] = useState(2)
  const [seed, setSeed] = useState(1)
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['client', client] })
  const play = useMutation({
    mutationFn: () => playDay(client, simulator, { orders, minutes, seed }),
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
  const number = (set: (value: number) => void) => (value: string | number) => set(typeof value === 'number' ? value : 1)
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={280} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Icon name="play" size={14} />} onClick={() => setOpened(!opened)}>
          {t('Play a day')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="sm">
          <Text fz="xs" c="dimmed">
            {t(
              'Web orders, sales at the tills, returns and cancellations of a retailer with six shops. Deployed flows get them as from the real shop.',
            )}
          </Text>
          <NumberInput size="xs" label={t('Web orders')} value={orders} onChange={number(setOrders)} min={1} max={5_000} />
          <NumberInput
            size="xs"
            label={t('Minutes')}
            description={t('0: as fast as it goes')}
            value={minutes}
            onChange={number(setMinutes)}
            min={0}
            max={1_440}
          />
          <NumberInput
            size="xs"
            label={t('Seed')}
            description={t('The same seed gives the same day.')}
            value={seed}
            onChange={number(setSeed)}
            min={1}
            max={1_000_000}
          />
          {day && (
            <Text fz="xs" c="dimmed">
              {day.message ?? t('The last day: {{played}} events happened here.', { played: day.played })}
            </Text>
          )}
          <Button size="xs" loading={play.isPending} onClick={() => play.mutate()}>
            {t('Begin the day')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  )
}
