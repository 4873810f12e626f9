// The cases of a switch, in the order they are tried.
import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { SwitchNode } from '#shared/flow/document.ts'
import type { FlowEdit } from '#shared/flow/edit.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { ExpressionInput } from './expression-input.tsx'
import classes from './inspector.module.css'
import type { NodeFormProps } from './node-panel.tsx'

type Case = SwitchNode['config']['cases'][number]

export function SwitchForm({ id, node, onConfig }: NodeFormProps<SwitchNode>) {
  const store = useEditorStore()
  const apply = useEditor((state) => state.apply)
  const here = useNodeScope(id)
  const { cases } = node.config
  const set = (next: Case[], group?: string) => onConfig({ cases: next }, group)
  const change = (at: number, part: Partial<Case>, group: string) =>
    set(
      cases.map((one, index) => (index === at ? { ...one, ...part } : one)),
      `${group}:${at}`,
    )
  const move = (at: number, by: number) => {
    const next = [...cases]
    const [one] = next.splice(at, 1)
    if (one) next.splice(at + by, 0, one)
    set(next)
  }
  const remove = (one: Case) => {
    // The edges of its port would lead out of nowhere.
    const edges = store.getState().document.edges.filter((edge) => edge.from === id && edge.port === one.id)
    const edits: FlowEdit[] = [
      ...edges.map((edge): FlowEdit => ({ kind: 'disconnect', edge })),
      { kind: 'update-node', id, changes: { config: { cases: cases.filter((other) => other !== one) } } },
    ]
    apply({ kind: 'batch', edits })
  }
  return (
    <Stack gap="sm">
      {cases.map((one, index) => (
        <div key={one.id} className={classes.case}>
          <Group gap={4} wrap="nowrap" mb={8}>
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label={t('Name of case {{number}}', { number: index + 1 })}
              value={one.label}
              onChange={(event) => event.currentTarget.value !== '' && change(index, { label: event.currentTarget.value }, 'label')}
            />
            <ActionIcon size={26} aria-label={t('Try earlier')} disabled={index === 0} onClick={() => move(index, -1)}>
              <Icon name="chevron-up" size={14} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('Try later')} disabled={index === cases.length - 1} onClick={() => move(index, 1)}>
              <Icon name="chevron-down" size={14} />
            </ActionIcon>
            <ActionIcon size={26} aria-label={t('Remove the case')} disabled={cases.length === 1} onClick={() => remove(one)}>
              <Icon name="trash-2" size={14} />
            </ActionIcon>
          </Group>
          <ExpressionInput
            label={t('If')}
            value={one.condition}
            here={here}
            onChange={(condition) => change(index, { condition }, 'condition')}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={14} />}
        disabled={cases.length >= 50}
        onClick={() => {
          const label = t('Case {{number}}', { number: cases.length + 1 })
          set([
            ...cases,
            { id: freshId(label, (one) => one === 'default' || cases.some((other) => other.id === one)), label, condition: 'true' },
          ])
        }}
      >
        {t('Add a case')}
      </Button>
      <Text fz="xs" c="dimmed">
        {t('The first case that is true decides. What fits none leaves by "default".')}
      </Text>
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}
