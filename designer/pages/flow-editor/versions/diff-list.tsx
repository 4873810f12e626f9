// The differences between two versions, as sentences.
import { Loader, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { t } from '#designer/i18n/index.ts'
import { ChangeList } from '#designer/ui/merge/change-list.tsx'
import { ProblemState } from '#designer/ui/problem-state.tsx'
import { readDiff } from '../requests.ts'
import { useEditor } from '../state/context.ts'

/** What differs between two versions, or a version and the draft. Absent `from`: there is nothing to compare yet. */
export function useDiff(from: string | undefined, to: string) {
  const clientId = useEditor((state) => state.clientId)
  const flowId = useEditor((state) => state.flowId)
  // A draft changes between two looks at it: nothing is kept.
  return useQuery({
    queryKey: ['client', clientId, 'flows', flowId, 'diff', from, to],
    queryFn: ({ signal }) => readDiff(clientId, flowId, from ?? '', to, signal),
    enabled: from !== undefined,
    gcTime: 0,
    staleTime: 0,
  })
}

export function DiffList({ from, to }: { readonly from: string; readonly to: string }) {
  const diff = useDiff(from, to)
  if (diff.isPending) return <Loader size="sm" />
  if (diff.error) return <ProblemState compact error={diff.error} onRetry={() => void diff.refetch()} />
  const changes = diff.data.changes.filter((change) => change.subject !== 'layout')
  const moved = diff.data.changes.length > changes.length
  if (changes.length === 0) {
    return (
      <Text fz="sm" c="dimmed">
        {moved ? t('Only steps were moved on the canvas: nothing changes in what the flow does.') : t('There is no difference.')}
      </Text>
    )
  }
  return <ChangeList changes={changes} />
}
