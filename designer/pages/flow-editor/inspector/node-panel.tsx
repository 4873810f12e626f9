// The form of the selected step.
import { ActionIcon, Alert, Button, Menu, ScrollArea, Stack, Textarea, TextInput, Title } from '@mantine/core'
import { useDraft } from '#designer/editor/use-draft.ts'
import { lookOf } from '#designer/graph/node-kinds.ts'
import { connectorOf, slotOf } from '#designer/graph/summary.ts'
import { connectorsQuery } from '#designer/api/queries.ts'
import { useQuery } from '@tanstack/react-query'
import { t } from '#designer/i18n/index.ts'
import { ConnectorIcon } from '#designer/ui/connector-icon.tsx'
import { Keys } from '#designer/palette/keys.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { FlowNode } from '#shared/flow/document.ts'
import { commandById, useCommandContext, useRun } from '../commands/use-commands.ts'
import { useEditor, useEditorStore } from '../state/context.ts'
import { useProblems } from '../state/use-issues.ts'
import { BatchForm } from './batch-form.tsx'
import { CallForm } from './call-form.tsx'
import { FailureForm } from './failure-form.tsx'
import { FilterForm, LookupForm, LoopForm, RaiseForm, RespondForm, ScriptForm } from './logic-forms.tsx'
import classes from './inspector.module.css'
import { MapForm } from './map-form.tsx'
import { NodeProblems } from './node-problems.tsx'
import { ApprovalForm, CallbackForm, DelayForm } from './waiting-forms.tsx'
import { PublishForm, SubflowForm } from './flow-forms.tsx'
import { AggregateForm, JoinForm } from './window-forms.tsx'
import { StepId } from './step-id.tsx'
import { SwitchForm } from './switch-form.tsx'
import { TriggerForm } from './trigger-form.tsx'

/** What every form of a kind gets: its node, and the way to change its config. */
export interface NodeFormProps<N extends FlowNode> {
  readonly id: string
  readonly node: N
  readonly onConfig: (config: N['config'], group?: string) => void
}

export function NodePanel({ id }: { readonly id: string }) {
  const store = useEditorStore()
  const node = useEditor((state) => state.document.nodes[id])
  const document = useEditor((state) => state.document)
  const readOnly = useEditor((state) => state.readOnly)
  const connectors = useQuery(connectorsQuery()).data
  const problems = useProblems().filter((problem) => problem.nodeId === id)
  const run = useRun()
  const context = useCommandContext()
  if (!node) return null
  const look = lookOf(node)
  const connector = connectorOf(document, slotOf(node), connectors)
  const { apply } = store.getState()
  const onConfig = (config: FlowNode['config'], group?: string) =>
    apply({ kind: 'update-node', id, changes: { config } }, group && `${id}:${group}`)
  return (
    <div className={classes.panel} data-inspector={id}>
      <header className={classes.header}>
        <span
          className={classes.icon}
          style={{ background: `var(--mantine-color-${look.color}-light)`, color: `var(--mantine-color-${look.color}-light-color)` }}
        >
          {connector ? <ConnectorIcon svg={connector.icon} name={connector.name} size={18} /> : <Icon name={look.icon} size={17} />}
        </span>
        <Title order={2} className={classes.heading ?? ''}>
          {t(look.label)}
        </Title>
        <Menu position="bottom-end" withinPortal>
          <Menu.Target>
            <ActionIcon aria-label={t('More')}>
              <Icon name="ellipsis" size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {['run-from-here', 'replace', 'switch-off', 'duplicate', 'copy', 'delete'].map(commandById).map((command) => (
              <Menu.Item
                key={command.id}
                disabled={(readOnly && !command.reads) || command.isEnabled?.(context) === false}
                rightSection={command.keys?.[0] ? <Keys keys={command.keys[0]} /> : null}
                leftSection={<Icon name={command.icon} size={15} />}
                color={command.id === 'delete' ? 'red' : undefined}
                onClick={() => run(command)}
              >
                {t(command.label)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
        <ActionIcon aria-label={t('Close')} onClick={() => store.getState().look({ side: undefined })}>
          <Icon name="x" size={16} />
        </ActionIcon>
      </header>
      <ScrollArea className={classes.body ?? ''} scrollbarSize={6} type="hover">
        <fieldset disabled={readOnly} className={classes.fields} key={id}>
          <Stack gap="md" p="md">
            {node.disabled ? <SwitchedOff id={id} /> : null}
            <NodeProblems problems={problems} />
            <LabelInput id={id} label={node.label} />
            <KindForm id={id} node={node} onConfig={onConfig} />
            <FailureForm id={id} node={node} />
            <Textarea
              label={t('Note')}
              placeholder={t('Why it is done this way')}
              autosize
              minRows={2}
              maxRows={8}
              value={node.note ?? ''}
              onChange={(event) => apply({ kind: 'update-node', id, changes: { note: event.currentTarget.value || null } }, `${id}:note`)}
            />
            <StepId id={id} />
          </Stack>
        </fieldset>
      </ScrollArea>
    </div>
  )
}

function SwitchedOff({ id }: { readonly id: string }) {
  const apply = useEditor((state) => state.apply)
  return (
    <Alert variant="light" color="gray" icon={<Icon name="power-off" size={16} />} title={t('This step is switched off')}>
      {t('Records pass it unchanged, and each run says so.')}
      <Button mt={8} size="compact-xs" variant="default" onClick={() => apply({ kind: 'update-node', id, changes: { disabled: null } })}>
        {t('Switch on')}
      </Button>
    </Alert>
  )
}

/** An empty label is not allowed in the document: it is kept back until there is one. */
function LabelInput({ id, label }: { readonly id: string; readonly label: string }) {
  const apply = useEditor((state) => state.apply)
  const [text, setText] = useDraft(label)
  return (
    <TextInput
      label={t('Name')}
      value={text}
      maxLength={120}
      error={text.trim() === '' ? t('A step needs a name.') : undefined}
      onChange={(event) => {
        setText(event.currentTarget.value)
        if (event.currentTarget.value.trim() !== '')
          apply({ kind: 'update-node', id, changes: { label: event.currentTarget.value } }, `${id}:label`)
      }}
    />
  )
}

function KindForm({
  id,
  node,
  onConfig,
}: {
  readonly id: string
  readonly node: FlowNode
  readonly onConfig: (config: FlowNode['config'], group?: string) => void
}) {
  switch (node.kind) {
    case 'trigger':
      return <TriggerForm id={id} node={node} onConfig={onConfig} />
    case 'map':
      return <MapForm id={id} node={node} onConfig={onConfig} />
    case 'call':
      return <CallForm id={id} node={node} onConfig={onConfig} />
    case 'filter':
      return <FilterForm id={id} node={node} onConfig={onConfig} />
    case 'switch':
      return <SwitchForm id={id} node={node} onConfig={onConfig} />
    case 'loop':
      return <LoopForm id={id} node={node} onConfig={onConfig} />
    case 'batch':
      return <BatchForm id={id} node={node} onConfig={onConfig} />
    case 'lookup':
      return <LookupForm id={id} node={node} onConfig={onConfig} />
    case 'respond':
      return <RespondForm id={id} node={node} onConfig={onConfig} />
    case 'raise':
      return <RaiseForm id={id} node={node} onConfig={onConfig} />
    case 'delay':
      return <DelayForm id={id} node={node} onConfig={onConfig} />
    case 'approval':
      return <ApprovalForm id={id} node={node} onConfig={onConfig} />
    case 'callback':
      return <CallbackForm id={id} node={node} onConfig={onConfig} />
    case 'aggregate':
      return <AggregateForm id={id} node={node} onConfig={onConfig} />
    case 'join':
      return <JoinForm id={id} node={node} onConfig={onConfig} />
    case 'subflow':
      return <SubflowForm id={id} node={node} onConfig={onConfig} />
    case 'publish':
      return <PublishForm id={id} node={node} onConfig={onConfig} />
    case 'script':
      return <ScriptForm id={id} node={node} onConfig={onConfig} />
  }
}
