// How patiently a call is tried again; the server's own patience unless the flow says otherwise.
import { Group, NumberInput, Switch } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { RetryPolicy } from '#shared/flow/document.ts'
import { useEditor } from '../state/context.ts'

const BEGINNING: RetryPolicy = { attempts: 5, firstDelaySeconds: 5, maxDelaySeconds: 300 }
const WIDE = { flex: 1, minWidth: 80 }

export function RetryForm({ id, retry }: { readonly id: string; readonly retry: RetryPolicy | undefined }) {
  const apply = useEditor((state) => state.apply)
  const set = (next: RetryPolicy | null, group?: string) => apply({ kind: 'update-node', id, changes: { retry: next } }, group)
  const number = (member: keyof RetryPolicy, label: string, min: number, max: number) => (
    <NumberInput
      label={label}
      style={WIDE}
      min={min}
      max={max}
      clampBehavior="blur"
      allowDecimal={member !== 'attempts'}
      value={retry?.[member] ?? min}
      onChange={(value) => {
        if (retry && typeof value === 'number' && value >= min && value <= max) set({ ...retry, [member]: value }, `${id}:retry:${member}`)
      }}
    />
  )
  return (
    <div>
      <Switch
        label={t('Own retry policy')}
        description={t('Passing failures only: a slow or unreachable system. What it refuses goes to the exception desk at once.')}
        checked={retry !== undefined}
        onChange={(event) => set(event.currentTarget.checked ? BEGINNING : null)}
      />
      {retry ? (
        <Group gap="xs" mt="xs" align="end">
          {number('attempts', t('Tries in all'), 1, 20)}
          {number('firstDelaySeconds', t('First wait (s)'), 0.1, 3_600)}
          {number('maxDelaySeconds', t('Longest wait (s)'), 0.1, 86_400)}
        </Group>
      ) : null}
    </div>
  )
}
