// How large a day is, how long it takes and which one it is: shared by one system's day and the day of all.
import { Button, NumberInput, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import type { PlayDay } from '#shared/api/contract.ts'
import { t } from '#designer/i18n/index.ts'

export function DayForm({
  about,
  first = { orders: 40, minutes: 2, seed: 1 },
  last,
  isPending,
  onBegin,
}: {
  readonly about: string
  /** What the form begins with, such as the day before. */
  readonly first?: PlayDay | undefined
  /** What is known of the last day. */
  readonly last?: ReactNode
  readonly isPending: boolean
  readonly onBegin: (day: PlayDay) => void
}) {
  const [orders, setOrders] = useState(first.orders)
  const [minutes, setMinutes] = useState(first.minutes)
  const [seed, setSeed] = useState(first.seed)
  const number = (set: (value: number) => void) => (value: string | number) => set(typeof value === 'number' ? value : 1)
  return (
    <Stack gap="sm">
      <Text fz="xs" c="dimmed">
        {about}
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
      {last}
      <Button size="xs" loading={isPending} onClick={() => onBegin({ orders, minutes, seed })}>
        {t('Begin the day')}
      </Button>
    </Stack>
  )
}
