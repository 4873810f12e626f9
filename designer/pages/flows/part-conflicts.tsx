// Mapping parts that say something else in the file than here: what each says, and what becomes of it.
import { Code, Group, Radio, Stack, Text, TextInput } from '@mantine/core'
import { ruleWords } from '#shared/flow/diff-words.ts'
import type { PartBody } from '#shared/mapping/parts/part-body.ts'
import type { PartChoice, PartChoices, PartConflict } from '#shared/model/part-choices.ts'
import { t } from '#designer/i18n/index.ts'
import { words } from '#designer/i18n/problems.ts'

export interface PartConflictsProps {
  readonly conflicts: readonly PartConflict[]
  readonly choices: PartChoices
  readonly onChoose: (name: string, choice: PartChoice) => void
}

export function PartConflicts({ conflicts, choices, onChoose }: PartConflictsProps) {
  return (
    <Stack gap="md" role="group" aria-label={t('Mapping parts that differ')}>
      <Text fz="sm">
        {t('The flow uses mapping parts that this client has too, but that say something else here. Say for each which one the flow uses.')}
      </Text>
      {conflicts.map((conflict) => (
        <One
          key={conflict.name}
          conflict={conflict}
          choice={choices[conflict.name]}
          onChoose={(choice) => onChoose(conflict.name, choice)}
        />
      ))}
    </Stack>
  )
}

interface OneProps {
  readonly conflict: PartConflict
  readonly choice: PartChoice | undefined
  readonly onChoose: (choice: PartChoice) => void
}

function One({ conflict, choice, onChoose }: OneProps) {
  const { label, name, there, imported, freeName } = conflict
  const value = typeof choice === 'object' ? 'as' : (choice ?? null)
  return (
    <div>
      <Group grow align="flex-start" mb={8}>
        <Says title={t('Here: “{{part}}”, version {{version}}', { part: there.label, version: there.version })} body={there.body} />
        <Says title={t('In the file: “{{part}}”', { part: label })} body={imported} />
      </Group>
      <Radio.Group
        label={t('“{{part}}” of the flow', { part: label })}
        value={value}
        onChange={(next) => onChoose(next === 'as' ? { as: freeName } : (next as 'keep' | 'new-version'))}
      >
        <Stack gap={8} mt={8}>
          <Radio value="keep" label={t('Keep what is here')} description={t('The flow uses the part as this client has it.')} />
          <Radio
            value="new-version"
            label={there.own ? t('Make it a new version of the part') : t('Make it this client’s own version of the part')}
            description={t('Other flows of this client use it too when they are published next. What is deployed goes on unchanged.')}
          />
          <Radio value="as" label={t('Import it under another name')} description={t('Both stay; only this flow uses the new one.')} />
        </Stack>
      </Radio.Group>
      {typeof choice === 'object' && (
        <TextInput
          mt={8}
          label={t('New name of “{{part}}”', { part: name })}
          description={t('Small letters, digits and dashes.')}
          value={choice.as}
          maxLength={64}
          onChange={(event) => onChoose({ as: event.currentTarget.value })}
        />
      )}
    </div>
  )
}

const MOST_LINES = 6

function Says({ title, body }: { readonly title: string; readonly body: PartBody }) {
  const lines = body.kind === 'value' ? [body.expression] : body.rows.map(({ target, rule }) => `${target}: ${words(ruleWords(rule))}`)
  return (
    <div>
      <Text fz="sm" fw={500}>
        {title}
      </Text>
      <Code block mt={4}>
        {[...lines.slice(0, MOST_LINES), ...(lines.length > MOST_LINES ? ['…'] : [])].join('\n')}
      </Code>
    </div>
  )
}
