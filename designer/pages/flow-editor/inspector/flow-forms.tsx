// Steps and triggers by which flows work together: calling a flow, publishing, being called, listening.
import { Autocomplete, Button, JsonInput, Select, Stack, Switch, Text } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { flowsQuery, topicsQuery } from '#designer/api/queries.ts'
import { useDraft } from '#designer/editor/use-draft.ts'
import { t } from '#designer/i18n/index.ts'
import { useClientSlug } from '#designer/state/session.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { READABLE_ID, type PublishNode, type SubflowNode, type TriggerNode } from '#shared/flow/document.ts'
import { useOpenStep } from '../canvas/use-open-step.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { DurationInput } from './duration-input.tsx'
import { ExpressionInput } from './expression-input.tsx'
import type { NodeFormProps } from './node-panel.tsx'
import { IntoInput } from './into-input.tsx'

export function SubflowForm({ id, node, onConfig }: NodeFormProps<SubflowNode>) {
  const client = useClientSlug()
  const here = useNodeScope(id)
  const openStep = useOpenStep()
  const flows = useQuery(flowsQuery(client)).data ?? []
  const { config } = node
  const { input: _input, ...withoutInput } = config
  return (
    <Stack gap="sm">
      <Select
        label={t('Flow')}
        description={t('The version that is deployed when the step runs. Its trigger has to be "Called by a flow".')}
        searchable
        allowDeselect={false}
        value={config.flow}
        data={flows.map((flow) => ({ value: flow.id, label: flow.name }))}
        onChange={(flow) => flow !== null && onConfig({ ...config, flow })}
      />
      {flows.some((flow) => flow.id === config.flow) ? (
        <Button size="xs" variant="default" leftSection={<Icon name="workflow" size={14} />} onClick={() => openStep(id)}>
          {t('Open this flow')}
        </Button>
      ) : null}
      <Switch
        label={t('Send something else than the record')}
        checked={config.input !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...config, input: '$' } : withoutInput)}
      />
      {config.input === undefined ? null : (
        <ExpressionInput
          label={t('What it gets')}
          value={config.input}
          here={here}
          minHeight={60}
          onChange={(input) => onConfig({ ...config, input }, 'input')}
        />
      )}
      <IntoInput
        label={t('Add the answer as')}
        description={t('A member of the record. Empty: the answer becomes the record.')}
        config={config}
        onConfig={onConfig}
      />
      <DurationInput
        label={t('Wait at most')}
        description={t('Then the record goes to the exception desk. A called flow that is on the desk itself is waited for until then.')}
        value={config.timeout}
        onChange={(timeout) => onConfig({ ...config, timeout }, 'timeout')}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function PublishForm({ id, node, onConfig }: NodeFormProps<PublishNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const { event: _, ...withoutEvent } = config
  return (
    <Stack gap="sm">
      <TopicInput value={config.topic} onChange={(topic) => onConfig({ ...config, topic }, 'topic')} />
      <Switch
        label={t('Publish something else than the record')}
        checked={config.event !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...config, event: '$' } : withoutEvent)}
      />
      {config.event === undefined ? null : (
        <ExpressionInput
          label={t('What is published')}
          value={config.event}
          here={here}
          minHeight={60}
          onChange={(event) => onConfig({ ...config, event }, 'event')}
        />
      )}
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

/** A topic is named, not made: it is there as soon as a flow listens to it. */
export function TopicInput({ value, onChange }: { readonly value: string; readonly onChange: (topic: string) => void }) {
  const topics = useQuery(topicsQuery(useClientSlug())).data ?? []
  const [text, setText] = useDraft(value)
  const fits = new RegExp(READABLE_ID).test(text) && text.length <= 64
  return (
    <Autocomplete
      label={t('Flow message')}
      description={t('Flows that listen to it are started, in the same environment.')}
      data={[...new Set(topics.map(({ name }) => name))]}
      value={text}
      error={fits ? undefined : t('Small letters, digits and single dashes, such as stock-changed.')}
      onChange={(topic) => {
        setText(topic)
        if (new RegExp(READABLE_ID).test(topic) && topic.length <= 64) onChange(topic)
      }}
    />
  )
}

type Called = Extract<TriggerNode['config'], { type: 'subflow' }>

export function CalledFields({
  config,
  onConfig,
}: {
  readonly config: Called
  readonly onConfig: (config: TriggerNode['config'], group?: string) => void
}) {
  return (
    <>
      <Text fz="sm" c="dimmed">
        {t('Another flow calls this one and waits for its answer: the body of a respond step, else the last record.')}
      </Text>
      <SchemaInput
        label={t('What callers have to send')}
        value={config.schema}
        onChange={(schema) => onConfig(schema === undefined ? { type: 'subflow' } : { type: 'subflow', schema }, 'schema')}
      />
    </>
  )
}

/** A JSON Schema as text; what is not JSON stays in the field. */
function SchemaInput({
  label,
  value,
  onChange,
}: {
  readonly label: string
  readonly value: unknown
  readonly onChange: (schema: unknown) => void
}) {
  const stored = value === undefined ? '' : JSON.stringify(value, undefined, 2)
  const [text, setText] = useDraft(stored)
  return (
    <JsonInput
      label={label}
      description={t('A JSON Schema, such as { "type": "object", "required": ["sku"] }. Empty: anything.')}
      validationError={t('This is not JSON.')}
      autosize
      minRows={3}
      value={text}
      onChange={(next) => {
        setText(next)
        const schema = parse(next)
        if (schema.ok) onChange(schema.value)
      }}
    />
  )
}

function parse(text: string): { readonly ok: true; readonly value: unknown } | { readonly ok: false } {
  if (text.trim() === '') return { ok: true, value: undefined }
  try {
    return { ok: true, value: JSON.parse(text) as unknown }
  } catch {
    return { ok: false }
  }
}
