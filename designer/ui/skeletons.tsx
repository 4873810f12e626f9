// Quiet stand-ins while data is on its way, in the shape of what will come.
import { Group, Skeleton, Stack } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import classes from './skeletons.module.css'

export function PageSkeleton() {
  return (
    <div className={classes.page} role="status" aria-label={t('Loading')}>
      <Skeleton height={22} width={190} mb={10} />
      <Skeleton height={12} width={320} mb={28} />
      <TableSkeleton />
    </div>
  )
}

export function TableSkeleton({ rows = 6 }: { readonly rows?: number }) {
  return (
    <div className={classes.table} role="status" aria-label={t('Loading')}>
      {Array.from({ length: rows }, (_, i) => (
        <Group key={i} className={classes.row} gap="xl" wrap="nowrap">
          <Skeleton height={10} width={`${34 - ((i * 7) % 13)}%`} />
          <Skeleton height={10} width="12%" />
          <Skeleton height={10} width="16%" />
          <Skeleton height={10} width={`${10 + ((i * 5) % 9)}%`} ml="auto" />
        </Group>
      ))}
    </div>
  )
}

export function CardsSkeleton({ count = 3, height = 128 }: { readonly count?: number; readonly height?: number }) {
  return (
    <div className={classes.cards} role="status" aria-label={t('Loading')}>
      {Array.from({ length: count }, (_, i) => (
        <Skeleton key={i} height={height} radius="lg" />
      ))}
    </div>
  )
}

export function FormSkeleton({ fields = 4 }: { readonly fields?: number }) {
  return (
    <Stack gap="lg" role="status" aria-label={t('Loading')}>
      {Array.from({ length: fields }, (_, i) => (
        <div key={i}>
          <Skeleton height={10} width={110} mb={8} />
          <Skeleton height={34} />
        </div>
      ))}
    </Stack>
  )
}
