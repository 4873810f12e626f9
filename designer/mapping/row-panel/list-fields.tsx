// How the lines of a list come about, chosen in business words.
import { Group, Select, Stack, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { LineSource, ListMode } from '#shared/mapping/rule-forms/list-modes.ts'
import { AddButton, RemoveButton } from './form-buttons.tsx'
import type { FormContext } from './form-context.ts'
import { PathInput } from './path-input.tsx'
import { NEW_TEST, TestsInput } from './tests-input.tsx'

const MODES: readonly { readonly value: ListMode['mode'] | 'filtered'; readonly label: string; readonly help: string }[] = [
  {
    value: 'per-line',
    label: 'One line for each source line',
    help: 'The fields below read the source line; $parent is the record around it.',
  },
  { value: 'filtered', label: 'One line for some source lines', help: 'Only lines that pass the test; $parent is the record around them.' },
  {
    value: 'per-inner-line',
    label: 'One line for each inner line',
    help: 'Such as each tax line of each order line. The order line stays in reach as line: line.sku.',
  },
  {
    value: 'several',
    label: 'Lines from several sources',
    help: 'Such as order lines, shipping when it costs something, a tip. lineType tells them apart.',
  },
  {
    value: 'grouped',
    label: 'One line for each group',
    help: 'Such as each tender. key is what they have in common, lines are the lines of the group.',
  },
]

export interface ListFieldsProps {
  readonly mode: ListMode
  readonly onChange: (mode: ListMode) => void
  readonly context: FormContext
}

export function ListFields({ mode, onChange, context }: ListFieldsProps) {
  const kind = mode.mode === 'per-line' && mode.where ? 'filtered' : mode.mode
  const lists = context.paths.filter(({ isList }) => isList)
  const list = 'list' in mode ? mode.list : (mode.sources[0]?.path ?? '')
  const listInput = (
    <PathInput
      label={t('Source list')}
      value={list}
      onChange={(next) => onChange({ ...mode, list: next } as ListMode)}
      {...context}
      paths={lists}
    />
  )
  const inItem = { ...context, paths: context.namesOf(list), pathFor: (path: string) => path }
  return (
    <Stack gap={6}>
      <Select
        size="xs"
        label={t('How lines come about')}
        data={MODES.map(({ value, label }) => ({ value, label: t(label) }))}
        value={kind}
        allowDeselect={false}
        readOnly={context.readOnly}
        onChange={(value) => onChange(newMode(value as (typeof MODES)[number]['value'], list))}
      />
      <Text size="xs" c="dimmed">
        {t(MODES.find(({ value }) => value === kind)?.help ?? '')}
      </Text>
      {mode.mode === 'several' ? (
        <SourceFields sources={mode.sources} onChange={(sources) => onChange({ mode: 'several', sources })} context={context} />
      ) : null}
      {mode.mode === 'per-inner-line' ? (
        <Group gap={6} grow align="flex-start">
          {listInput}
          <PathInput label={t('Inner list')} value={mode.inner} onChange={(inner) => onChange({ ...mode, inner })} {...inItem} />
        </Group>
      ) : null}
      {mode.mode === 'grouped' ? (
        <Group gap={6} grow align="flex-start">
          {listInput}
          <PathInput label={t('In common')} value={mode.by} onChange={(by) => onChange({ ...mode, by })} {...inItem} />
        </Group>
      ) : null}
      {mode.mode === 'per-line' ? (
        <>
          {listInput}
          {mode.where ? <TestsInput value={mode.where} onChange={(where) => onChange({ ...mode, where })} context={inItem} /> : null}
        </>
      ) : null}
    </Stack>
  )
}

function newMode(kind: (typeof MODES)[number]['value'], list: string): ListMode {
  switch (kind) {
    case 'per-line':
      return { mode: 'per-line', list }
    case 'filtered':
      return { mode: 'per-line', list, where: { all: true, tests: [NEW_TEST] } }
    case 'per-inner-line':
      return { mode: 'per-inner-line', list, inner: '' }
    case 'several':
      return { mode: 'several', sources: [{ kind: 'list', path: list, name: 'line' }] }
    case 'grouped':
      return { mode: 'grouped', list, by: '' }
  }
}

function SourceFields({
  sources,
  onChange,
  context,
}: {
  readonly sources: readonly LineSource[]
  readonly onChange: (sources: readonly LineSource[]) => void
  readonly context: FormContext
}) {
  const put = (index: number, source: LineSource) => onChange(sources.map((old, i) => (i === index ? source : old)))
  return (
    <Stack gap={4}>
      {sources.map((source, index) => (
        <Group key={index} gap={4} wrap="nowrap" align="flex-start">
          <Select
            size="xs"
            w={150}
            aria-label={t('Kind of source {{number}}', { number: index + 1 })}
            data={[
              { value: 'list', label: t('Each of a list') },
              { value: 'when', label: t('Each that costs something') },
              { value: 'amount', label: t('An amount, when not 0') },
            ]}
            value={source.kind === 'amount' ? 'amount' : source.notZero === undefined ? 'list' : 'when'}
            allowDeselect={false}
            readOnly={context.readOnly}
            onChange={(kind) =>
              put(
                index,
                kind === 'amount'
                  ? { kind, path: source.path, name: source.name }
                  : { kind: 'list', path: source.path, name: source.name, ...(kind === 'when' && { notZero: 'price' }) },
              )
            }
          />
          <div style={{ flex: 1, minWidth: 0 }}>
            <PathInput
              hideLabel
              label={t('Source {{number}}', { number: index + 1 })}
              value={source.path}
              onChange={(path) => put(index, { ...source, path })}
              {...context}
            />
          </div>
          {source.kind === 'list' && source.notZero !== undefined ? (
            <div style={{ width: 110 }}>
              <PathInput
                hideLabel
                label={t('Amount of source {{number}}', { number: index + 1 })}
                value={source.notZero}
                onChange={(notZero) => put(index, { ...source, notZero })}
                {...context}
                paths={context.namesOf(source.path)}
              />
            </div>
          ) : null}
          <TextInput
            size="xs"
            w={92}
            aria-label={t('lineType of source {{number}}', { number: index + 1 })}
            value={source.name}
            readOnly={context.readOnly}
            onChange={(event) => put(index, { ...source, name: event.currentTarget.value })}
          />
          <RemoveButton
            hidden={sources.length < 2 || context.readOnly}
            label={t('Remove source {{number}}', { number: index + 1 })}
            onClick={() => onChange(sources.filter((_, i) => i !== index))}
          />
        </Group>
      ))}
      <AddButton
        hidden={context.readOnly}
        label={t('Another source')}
        onClick={() => onChange([...sources, { kind: 'list', path: '', name: 'other' }])}
      />
    </Stack>
  )
}
