// The foot of a paged list.
import { Button, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'

export interface LoadMoreProps {
  readonly query: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; fetchNextPage(): Promise<unknown> }
  readonly shown: number
}

export function LoadMore({ query, shown }: LoadMoreProps) {
  if (!query.hasNextPage)
    return (
      <Text fz="xs" role="status">
        {t('That is all: {{count}} shown', { count: shown })}
      </Text>
    )
  return (
    <Button variant="subtle" size="xs" loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
      {t('Show older ones')}
    </Button>
  )
}
