// Steps that wait: delay, approval, callback.
import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import type { ApprovalNode, CallbackNode, DelayNode } from '#shared/flow/document.ts'
import { SamplePicker } from '../samples/sample-picker.tsx'
import { useNodeScope } from '../samples/use-node-scope.ts'
import { DurationInput } from './duration-input.tsx'
import { ExpressionInput } from './expression-input.tsx'
import classes from './inspector.module.css'
import type { NodeFormProps } from './node-panel.tsx'
import { IntoInput } from './into-input.tsx'

export function DelayForm({ id, node, onConfig }: NodeFormProps<DelayNode>) {
  const here = useNodeScope(id)
  const { config } = node
  return (
    <Stack gap="sm">
      <SegmentedControl
        aria-label={t('How long')}
        value={'for' in config ? 'for' : 'until'}
        onChange={(way) =>
          onConfig(way === 'for' ? { for: { amount: 1, unit: 'hours' } } : { until: '$fromMillis($millis() + 3600000)' }, undefined)
        }
        data={[
          { value: 'for', label: t('For a time') },
          { value: 'until', label: t('Until an instant') },
        ]}
      />
      {'for' in config ? (
        <DurationInput label={t('Wait for')} value={config.for} onChange={(duration) => onConfig({ for: duration }, 'for')} />
      ) : (
        <>
          <ExpressionInput
            label={t('Wait until')}
            description={t(
              'An instant with a zone, such as "2026-03-01T06:00:00+01:00". One that has passed lets the record go on at once.',
            )}
            value={config.until}
            here={here}
            onChange={(until) => onConfig({ until }, 'until')}
          />
          <SamplePicker sample={here.sample} records={here} />
        </>
      )}
      <Text fz="xs" c="dimmed">
        {t('Nothing is held meanwhile; a restart changes nothing.')}
      </Text>
    </Stack>
  )
}

type Field = ApprovalNode['config']['fields'][number]

export function ApprovalForm({ id, node, onConfig }: NodeFormProps<ApprovalNode>) {
  const here = useNodeScope(id)
  const { config } = node
  const setFields = (fields: Field[], group?: string) => onConfig({ ...config, fields }, group)
  const change = (at: number, part: Partial<Field>) =>
    setFields(
      config.fields.map((field, index) => (index === at ? { ...field, ...part } : field)),
      `fields:${at}`,
    )
  return (
    <Stack gap="sm">
      <ExpressionInput
        label={t('Question')}
        description={t('What the person reads in the list, such as "Refund of " & amount & " to " & customer.name')}
        value={config.title}
        here={here}
        onChange={(title) => onConfig({ ...config, title }, 'title')}
      />
      {config.fields.map((field, index) => (
        <div key={index} className={classes.case}>
          <Group gap={4} wrap="nowrap" mb={8}>
            <TextInput
              size="xs"
              style={{ flex: 1 }}
              aria-label={t('Name of field {{number}}', { number: index + 1 })}
              value={field.label}
              onChange={(event) => event.currentTarget.value !== '' && change(index, { label: event.currentTarget.value })}
            />
            <ActionIcon
              size={26}
              aria-label={t('Remove the field')}
              onClick={() => setFields(config.fields.filter((other) => other !== field))}
            >
              <Icon name="trash-2" size={14} />
            </ActionIcon>
          </Group>
          <ExpressionInput label={t('Value')} value={field.value} here={here} onChange={(value) => change(index, { value })} />
        </div>
      ))}
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={14} />}
        disabled={config.fields.length >= 20}
        onClick={() => setFields([...config.fields, { label: t('Field {{number}}', { number: config.fields.length + 1 }), value: '$' }])}
      >
        {t('Show another value')}
      </Button>
      <IntoInput
        label={t('Add the decision as')}
        description={t('A member of the record. Empty: the record stays as it is.')}
        config={config}
        onConfig={onConfig}
      />
      <DurationInput
        label={t('Wait at most')}
        description={t('Then the record leaves by "nobody answered", or goes to the exception desk where nothing is connected there.')}
        value={config.timeout}
        onChange={(timeout) => onConfig({ ...config, timeout }, 'timeout')}
      />
      <SamplePicker sample={here.sample} records={here} />
    </Stack>
  )
}

export function CallbackForm({ node, onConfig }: NodeFormProps<CallbackNode>) {
  const { config } = node
  return (
    <Stack gap="sm">
      <TextInput
        label={t('Add it to the record as')}
        description={t('First its address: {{name}}.url, to be sent to the other system. Later what it answered: {{name}}.body.', {
          name: config.into,
        })}
        value={config.into}
        maxLength={120}
        onChange={(event) => event.currentTarget.value !== '' && onConfig({ ...config, into: event.currentTarget.value }, 'into')}
      />
      <DurationInput
        label={t('Wait at most')}
        description={t('Then the record leaves by "nobody answered", or goes to the exception desk where nothing is connected there.')}
        value={config.timeout}
        onChange={(timeout) => onConfig({ ...config, timeout }, 'timeout')}
      />
      <Text fz="xs" c="dimmed">
        {t('The address works once. Whoever may read this run can see it.')}
      </Text>
    </Stack>
  )
}
