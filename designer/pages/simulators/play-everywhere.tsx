// Plays one retailer's day on all simulated systems of a client: the shop's orders, the provider's payouts and the tills' sales are of one day.
import { Button, Group, Popover, Progress, Stack, Text } from '@mantine/core'
import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import type { PlayDay } from '#shared/api/contract.ts'
import type { SimulatedDayPart } from '#shared/model/descriptors.ts'
import { playDayEverywhere, stopDayEverywhere } from '#designer/api/commands.ts'
import { queryClient } from '#designer/api/query-client.ts'
import { connectorsQuery, simulatedDayQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useMay } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { notifyProblem } from '#designer/ui/notify.tsx'
import { DayForm } from './day-form.tsx'

export function PlayEverywhere({ client }: { readonly client: string }) {
  const [opened, setOpened] = useState(false)
  const parts = useQuery(simulatedDayQuery(client)).data ?? []
  const refresh = () => queryClient.invalidateQueries({ queryKey: ['client', client] })
  const play = useMutation({ mutationFn: (day: PlayDay) => playDayEverywhere(client, day), onSuccess: refresh, onError: notifyProblem })
  const stop = useMutation({ mutationFn: () => stopDayEverywhere(client), onSuccess: refresh, onError: notifyProblem })
  if (!useMay('deploy')) return null
  const isPlaying = parts.some(({ state }) => state === 'playing')
  return (
    <Popover opened={opened} onChange={setOpened} position="bottom-end" width={320} trapFocus>
      <Popover.Target>
        <Button size="xs" variant="default" leftSection={<Icon name="play" size={14} />} onClick={() => setOpened(!opened)}>
          {isPlaying ? t('The day passes …') : t('Play the day everywhere')}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        {isPlaying ? (
          <Stack gap="sm">
            <Parts parts={parts} />
            <Button size="xs" variant="default" loading={stop.isPending} onClick={() => stop.mutate()}>
              {t('Stop')}
            </Button>
          </Stack>
        ) : (
          <DayForm
            about={t(
              'One day on all simulated systems of this client that have a part in it: web orders in its shops, their charges, refunds and payouts at the payment provider, sales at its tills. Systems for tests are left out.',
            )}
            first={parts.at(-1)}
            last={parts.length > 0 && <Parts parts={parts} />}
            isPending={play.isPending}
            onBegin={(day) => play.mutate(day)}
          />
        )}
      </Popover.Dropdown>
    </Popover>
  )
}

function Parts({ parts }: { readonly parts: readonly SimulatedDayPart[] }) {
  const connectors = useQuery(connectorsQuery()).data
  const nameOf = ({ connector }: SimulatedDayPart) => connectors?.find(({ id }) => id === connector)?.name ?? connector
  return (
    <Stack gap={4}>
      <Text fz="xs" fw={600} id="what-happened-where">
        {t('What happened where')}
      </Text>
      <Stack gap={4} component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-labelledby="what-happened-where">
        {parts.map((part) => (
          <Stack key={part.simulator} component="li" gap={2}>
            <Group justify="space-between" gap="xs" wrap="nowrap">
              <Text fz="xs" truncate>
                {nameOf(part)}
                {part.simulator.endsWith('-test') && ` · ${t('test')}`}
              </Text>
              <Text fz="xs" c="dimmed" style={{ flex: 'none' }}>
                {t('events-count', { count: part.played })}
              </Text>
            </Group>
            {part.state === 'playing' && (
              <Progress
                size="xs"
                value={part.total === 0 ? 0 : (part.done / part.total) * 100}
                aria-label={t('The day at {{name}}', { name: nameOf(part) })}
              />
            )}
            {part.message !== undefined && (
              <Text fz="xs" c="red">
                {part.message}
              </Text>
            )}
          </Stack>
        ))}
      </Stack>
    </Stack>
  )
}
