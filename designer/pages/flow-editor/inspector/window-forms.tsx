// Steps that collect records of many runs: aggregate and join.
import { ActionIcon, Button, Group, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { AggregateNode, JoinNode } from '#shared/flow/document.ts'
import { freshId } from '#shared/flow/fresh-id.ts'
import type { LatePolicy, WindowClose } from '#shared/flow/nodes/windows.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { DurationInput } from './duration-input.tsx'
import { ExpressionInput } from './expression-input.tsx'
import classes from './inspector.module.css'
import type { NodeFormProps } from './node-panel.tsx'

const LATE: Readonly<Record<LatePolicy, string>> = {
  'new-window': 'Begin another collection',
  reopen: 'Open the last one again: it goes on once more, with everything',
  exception: 'Send it to the exception desk',
  'drop-visibly': 'Drop it, and say so',
}

function LateSelect<P extends LatePolicy>(props: {
  readonly value: P
  readonly policies: readonly P[]
  readonly onChange: (value: P) => void
}) {
  return (
    <Select
      label={t('A record that comes after closing')}
      allowDeselect={false}
      value={props.value}
      data={props.policies.map((policy) => ({ value: policy, label: t(LATE[policy]) }))}
      onChange={(value) => value !== null && props.onChange(value as P)}
    />
  )
}

const zone = () => Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC'

export function AggregateForm({ id, node, onConfig }: NodeFormProps<AggregateNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const { keep: _keep, ...withoutKeep } = config
  const { value: _value, ...withoutValue } = config
  const setClose = (close: WindowClose, group?: string) => onConfig({ ...config, close }, group)
  /** A rule of closing, or none. */
  const toggle = (name: keyof WindowClose, rule: WindowClose) => (on: boolean) => {
    const { [name]: _, ...others } = config.close
    setClose(on ? { ...others, ...rule } : others)
  }
  const { schedule, after, count, when, expected } = config.close
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Collect by')}
        description={t('Records with the same key come together, such as store & " " & businessDay')}
        value={config.key}
        here={here}
        onChange={(key) => onConfig({ ...config, key }, 'key')}
      />
      <Switch
        label={t('Keep a part of each record')}
        description={t('Smaller collections go on faster.')}
        checked={config.keep !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...config, keep: '$' } : withoutKeep)}
      />
      {config.keep === undefined ? null : (
        <ExpressionInput
          label={t('What is kept')}
          value={config.keep}
          here={here}
          onChange={(keep) => onConfig({ ...config, keep }, 'keep')}
        />
      )}
      <Switch
        label={t('Add up an amount')}
        checked={config.value !== undefined}
        onChange={(event) => onConfig(event.currentTarget.checked ? { ...config, value: 'amount' } : withoutValue)}
      />
      {config.value === undefined ? null : (
        <ExpressionInput
          label={t('Amount')}
          value={config.value}
          here={here}
          onChange={(value) => onConfig({ ...config, value }, 'value')}
        />
      )}
      <Text fz="sm" fw={600}>
        {t('The collection goes on, whichever comes first')}
      </Text>
      <Switch
        label={t('at set times')}
        checked={schedule !== undefined}
        onChange={(event) => toggle('schedule', { schedule: { cron: '0 2 * * *', timeZone: zone() } })(event.currentTarget.checked)}
      />
      {schedule && (
        <Group gap="xs" grow>
          <TextInput
            aria-label={t('Schedule')}
            value={schedule.cron}
            onChange={(event) => setClose({ ...config.close, schedule: { ...schedule, cron: event.currentTarget.value } }, 'cron')}
          />
          <TextInput
            aria-label={t('Time zone')}
            value={schedule.timeZone}
            onChange={(event) => setClose({ ...config.close, schedule: { ...schedule, timeZone: event.currentTarget.value } }, 'zone')}
          />
        </Group>
      )}
      <Switch
        label={t('after a time')}
        checked={after !== undefined}
        onChange={(event) => toggle('after', { after: { amount: 1, unit: 'hours' } })(event.currentTarget.checked)}
      />
      {after && (
        <DurationInput
          label={t('So long after it opened')}
          value={after}
          onChange={(next) => setClose({ ...config.close, after: next }, 'after')}
        />
      )}
      <Switch
        label={t('at a number of records')}
        checked={count !== undefined}
        onChange={(event) => toggle('count', { count: 100 })(event.currentTarget.checked)}
      />
      {count !== undefined && (
        <NumberInput
          aria-label={t('Number of records')}
          min={1}
          max={100_000}
          allowDecimal={false}
          value={count}
          onChange={(next) => typeof next === 'number' && next >= 1 && setClose({ ...config.close, count: next }, 'count')}
        />
      )}
      <Switch
        label={t('with a closing record')}
        checked={when !== undefined}
        onChange={(event) => toggle('when', { when: 'type = "end-of-day"' })(event.currentTarget.checked)}
      />
      {when !== undefined && (
        <ExpressionInput
          label={t('It closes with the record for which')}
          value={when}
          here={here}
          onChange={(next) => setClose({ ...config.close, when: next }, 'when')}
        />
      )}
      <Switch
        label={t('when it is complete')}
        checked={expected !== undefined}
        onChange={(event) => toggle('expected', { expected: 'expectedCount' })(event.currentTarget.checked)}
      />
      {expected !== undefined && (
        <ExpressionInput
          label={t('Number of records expected')}
          description={t('From a record that tells it; nothing in the others.')}
          value={expected}
          here={here}
          onChange={(next) => setClose({ ...config.close, expected: next }, 'expected')}
        />
      )}
      <LateSelect
        value={config.late}
        policies={['new-window', 'reopen', 'exception', 'drop-visibly']}
        onChange={(late) => onConfig({ ...config, late })}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

type JoinInput = JoinNode['config']['inputs'][number]

export function JoinForm({ id, node, onConfig }: NodeFormProps<JoinNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const setInputs = (inputs: JoinInput[], group?: string) => onConfig({ ...config, inputs }, group)
  const change = (at: number, part: Partial<JoinInput>) =>
    setInputs(
      config.inputs.map((input, index) => (index === at ? { ...input, ...part } : input)),
      `inputs:${at}`,
    )
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Join by')}
        description={t('Records with the same key belong together, such as the order number.')}
        value={config.key}
        here={here}
        onChange={(key) => onConfig({ ...config, key }, 'key')}
      />
      {config.inputs.map((input, index) => (
        <div key={input.id} className={classes.case}>
          <Group gap={4} wrap="nowrap" mb={8}>
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label={t('Name of input {{number}}', { number: index + 1 })}
              value={input.label}
              onChange={(event) => event.currentTarget.value !== '' && change(index, { label: event.currentTarget.value })}
            />
            <ActionIcon
              size={26}
              aria-label={t('Remove the input')}
              disabled={config.inputs.length <= 2}
              onClick={() => setInputs(config.inputs.filter((other) => other !== input))}
            >
              <Icon name="trash-2" size={14} />
            </ActionIcon>
          </Group>
          <ExpressionInput
            label={t('A record is this when')}
            value={input.condition}
            here={here}
            onChange={(condition) => change(index, { condition })}
          />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={14} />}
        disabled={config.inputs.length >= 10}
        onClick={() => {
          const label = t('Input {{number}}', { number: config.inputs.length + 1 })
          setInputs([
            ...config.inputs,
            { id: freshId(label, (one) => config.inputs.some((other) => other.id === one)), label, condition: 'true' },
          ])
        }}
      >
        {t('Add an input')}
      </Button>
      <DurationInput
        label={t('Wait at most')}
        description={t('Then what came leaves by "not complete", or goes to the exception desk where nothing is connected there.')}
        value={config.timeout}
        onChange={(timeout) => onConfig({ ...config, timeout }, 'timeout')}
      />
      <LateSelect
        value={config.late}
        policies={['new-window', 'exception', 'drop-visibly']}
        onChange={(late) => onConfig({ ...config, late })}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}
