// The short forms: filter, loop, lookup, respond, raise, script.
import { Autocomplete, Input, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { constantText, parseConstant } from '#designer/mapping/rules.ts'
import {
  READABLE_ID,
  type FilterNode,
  type LookupNode,
  type LoopNode,
  type RaiseNode,
  type RespondNode,
  type ScriptNode,
} from '#shared/flow/document.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { useEditor } from '../state/context.ts'
import { ExpressionInput } from './expression-input.tsx'
import type { NodeFormProps } from './node-panel.tsx'

export function FilterForm({ id, node, onConfig }: NodeFormProps<FilterNode>) {
  const here = useNodeScope(id)
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Let records pass when')}
        description={t('The others leave by "otherwise", or end here.')}
        value={node.config.condition}
        here={here}
        minHeight={60}
        onChange={(condition) => onConfig({ condition }, 'condition')}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function LoopForm({ id, node, onConfig }: NodeFormProps<LoopNode>) {
  const here = useNodeScope(id)
  const { itemKey: _, ...without } = node.config
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('For each of')}
        description={t('A list in the record. Each item leaves by "each item"; the record itself when all are done.')}
        value={node.config.items}
        here={here}
        onChange={(items) => onConfig({ ...node.config, items }, 'items')}
      />
      <Switch
        label={t('Items have a key of their own')}
        description={t('Keeps an item recognisable in replays when the order of the list changes.')}
        checked={node.config.itemKey !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...node.config, itemKey: 'id' } : without)}
      />
      {node.config.itemKey === undefined ? null : (
        <ExpressionInput
          label={t('Key of an item')}
          value={node.config.itemKey}
          here={here}
          onChange={(itemKey) => onConfig({ ...node.config, itemKey }, 'key')}
        />
      )}
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function LookupForm({ id, node, onConfig }: NodeFormProps<LookupNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const { default: _, ...withoutDefault } = config
  return (
    <Stack gap="sm">
      <Autocomplete
        label={t('Lookup table')}
        data={[...here.tables]}
        value={config.table}
        onChange={(table) => new RegExp(READABLE_ID).test(table) && onConfig({ ...config, table }, 'table')}
      />
      <ExpressionInput
        label={t('Look for')}
        description={t('The value that stands in the left column of the table.')}
        value={config.key}
        here={here}
        onChange={(key) => onConfig({ ...config, key }, 'key')}
      />
      <TextInput
        label={t('Put the result into')}
        value={config.into}
        maxLength={120}
        onChange={(event) => event.currentTarget.value !== '' && onConfig({ ...config, into: event.currentTarget.value }, 'into')}
      />
      <Select
        label={t('When the table has no entry')}
        value={config.onMissing}
        allowDeselect={false}
        data={[
          { value: 'reject', label: t('Send the record to the exception desk') },
          { value: 'blank', label: t('Leave it blank') },
          { value: 'default', label: t('Use a default') },
        ]}
        onChange={(onMissing) => {
          if (onMissing === 'default') onConfig({ ...config, onMissing, default: config.default ?? '' })
          else if (onMissing === 'reject' || onMissing === 'blank') onConfig({ ...withoutDefault, onMissing })
        }}
      />
      {config.onMissing === 'default' ? (
        <TextInput
          label={t('Default')}
          value={constantText(config.default)}
          onChange={(event) => onConfig({ ...config, default: parseConstant(event.currentTarget.value, 'any') }, 'default')}
        />
      ) : null}
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function RespondForm({ id, node, onConfig }: NodeFormProps<RespondNode>) {
  const here = useNodeScope(id)
  const { body: _, ...without } = node.config
  return (
    <Stack gap="sm">
      <NumberInput
        label={t('Status')}
        min={200}
        max={599}
        value={node.config.status}
        onChange={(status) =>
          typeof status === 'number' && status >= 200 && status <= 599 && onConfig({ ...node.config, status }, 'status')
        }
      />
      <Switch
        label={t('Send a body')}
        checked={node.config.body !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...node.config, body: '$' } : without)}
      />
      {node.config.body === undefined ? null : (
        <ExpressionInput
          label={t('Body')}
          value={node.config.body}
          here={here}
          minHeight={84}
          onChange={(body) => onConfig({ ...node.config, body }, 'body')}
        />
      )}
    </Stack>
  )
}

export function RaiseForm({ id, node, onConfig }: NodeFormProps<RaiseNode>) {
  const here = useNodeScope(id)
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Message for the exception desk')}
        description={t('Say what is wrong with this record, and what to do.')}
        value={node.config.message}
        here={here}
        minHeight={84}
        onChange={(message) => onConfig({ message }, 'message')}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function ScriptForm({ node, onConfig }: NodeFormProps<ScriptNode>) {
  const readOnly = useEditor((state) => state.readOnly)
  return (
    <Input.Wrapper
      label={t('Script')}
      description={t('The body of a function: it gets input, trigger and steps; what it returns becomes the record.')}
    >
      <CodeEditor
        language="javascript"
        label={t('Script')}
        value={node.config.source}
        readOnly={readOnly}
        minHeight={220}
        maxHeight={520}
        onChange={(source) => source.trim() !== '' && onConfig({ source }, 'source')}
      />
      <Text fz="xs" c="dimmed" mt={4}>
        {t('No network and no secrets. It is ended when it takes too long.')}
      </Text>
    </Input.Wrapper>
  )
}
