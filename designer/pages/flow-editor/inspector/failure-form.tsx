// What becomes of records that a step cannot handle: tried again where that helps, then on the exception desk or out by a path of their own.
import { SegmentedControl, Stack, Text } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { mayFail, type FlowNode } from '#shared/flow/document.ts'
import { useEditor } from '../state/context.ts'
import { RetryForm } from './retry-form.tsx'

export function FailureForm({ id, node }: { readonly id: string; readonly node: FlowNode }) {
  const apply = useEditor((state) => state.apply)
  if (!mayFail(node)) return null
  return (
    <Stack gap={8}>
      <div>
        <Text fz="sm" fw={550} mb={4}>
          {t('When a record fails here')}
        </Text>
        <SegmentedControl
          fullWidth
          size="xs"
          aria-label={t('When a record fails here')}
          value={node.onError ?? 'desk'}
          data={[
            { value: 'desk', label: t('Exception desk') },
            { value: 'path', label: t('Its own path') },
          ]}
          onChange={(next) => apply({ kind: 'update-node', id, changes: { onError: next === 'path' ? 'path' : null } })}
        />
        <Text fz="xs" c="dimmed" mt={6}>
          {node.onError === 'path'
            ? t('It leaves by "on error" with the reason and the record. What may have been sent all the same still waits for a person.')
            : t('It waits there with its reason until somebody mends and replays it. All other records go on.')}
        </Text>
      </div>
      {node.kind === 'call' ? <RetryForm id={id} retry={node.retry} /> : null}
    </Stack>
  )
}
