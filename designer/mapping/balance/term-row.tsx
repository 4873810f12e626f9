// One amount of a balance: plus or minus, which field, what it is called, and whether it may be missing.
import { ActionIcon, Checkbox, Group, Select, Text, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { readBalanceAmount, writeBalanceAmount, type BalanceAmount } from '#shared/mapping/rule-forms/balance-amount.ts'
import { RemoveButton } from '../row-panel/form-buttons.tsx'
import type { AmountChoice } from './amount-choices.ts'
import classes from './balance.module.css'
import type { TermDraft } from './drafts.ts'

export interface TermRowProps {
  readonly term: TermDraft
  /** Tells the rows apart for those who do not see them: `Left 1`. */
  readonly name: string
  readonly choices: readonly AmountChoice[]
  readonly problem: string | undefined
  readonly readOnly: boolean
  readonly isOnly: boolean
  readonly onChange: (term: TermDraft, field: string) => void
  readonly onRemove: () => void
}

const FORMULA = 'formula'

export function TermRow({ term, name, choices, problem, readOnly, isOnly, onChange, onRemove }: TermRowProps) {
  const read = term.amount === '' ? undefined : readBalanceAmount(term.amount)
  const isFormula = term.formula === true || (term.amount !== '' && read === undefined)
  const picked = read && writeBalanceAmount({ ...read, orZero: false })
  const pick = (value: string | null) => {
    if (value === FORMULA) return onChange({ ...term, formula: true }, 'amount')
    const choice = choices.find((one) => one.value === value)
    if (!choice) return
    const before = choices.find((one) => one.value === picked)
    // A name that somebody wrote stays; one that came with the field goes with it.
    const isOwn = term.label !== '' && term.label !== before?.label
    const amount = writeBalanceAmount({ ...choice.amount, orZero: read?.orZero ?? false })
    onChange({ ...term, amount, ...(!isOwn && { label: choice.label }) }, 'amount')
  }
  return (
    <div className={classes.term} role="group" aria-label={name}>
      <ActionIcon
        className={classes.sign ?? ''}
        data-minus={term.subtract || undefined}
        aria-label={term.subtract ? t('Subtracted: add it instead') : t('Added: subtract it instead')}
        title={term.subtract ? t('Subtracted: add it instead') : t('Added: subtract it instead')}
        disabled={readOnly}
        onClick={() => onChange({ ...term, subtract: !term.subtract }, 'sign')}
      >
        <Icon name={term.subtract ? 'minus' : 'plus'} size={14} />
      </ActionIcon>
      <div className={classes.termFields}>
        <Group gap={6} wrap="nowrap" align="flex-start">
          {isFormula ? (
            <TextInput
              size="xs"
              className={classes.grow ?? ''}
              aria-label={t('Formula')}
              placeholder="$sumMoney(lines.$multiply(price, quantity))"
              value={term.amount}
              readOnly={readOnly}
              error={problem}
              styles={{ input: { fontFamily: 'var(--tf-mono)', fontSize: 12 } }}
              rightSection={
                readOnly ? null : (
                  <ActionIcon
                    size="xs"
                    aria-label={t('Pick from the list instead')}
                    title={t('Pick from the list instead')}
                    onClick={() => onChange({ label: term.label, subtract: term.subtract, amount: read ? term.amount : '' }, 'amount')}
                  >
                    <Icon name="list" size={12} />
                  </ActionIcon>
                )
              }
              onChange={(event) => onChange({ ...term, formula: true, amount: event.currentTarget.value }, 'formula')}
            />
          ) : (
            <Select
              size="xs"
              className={classes.grow ?? ''}
              aria-label={t('Amount')}
              placeholder={t('Pick an amount')}
              data={grouped(choices, read, picked)}
              value={picked ?? null}
              searchable
              allowDeselect={false}
              readOnly={readOnly}
              error={problem}
              limit={120}
              nothingFoundMessage={t('Nothing here')}
              styles={{ input: { fontFamily: 'var(--tf-mono)', fontSize: 12 } }}
              comboboxProps={{ width: 400, position: 'bottom-start', withinPortal: true }}
              renderOption={({ option }) => (
                <Group gap={8} wrap="nowrap" justify="space-between" w="100%">
                  <Text size="xs" {...(option.value !== FORMULA && { ff: 'monospace' })} truncate>
                    {option.label}
                  </Text>
                  <Text size="xs" c="dimmed" truncate>
                    {choices.find((one) => one.value === option.value)?.example}
                  </Text>
                </Group>
              )}
              onChange={pick}
            />
          )}
          <TextInput
            size="xs"
            w={128}
            aria-label={t('Name of the amount')}
            placeholder={t('Name')}
            maxLength={120}
            value={term.label}
            readOnly={readOnly}
            onChange={(event) => onChange({ ...term, label: event.currentTarget.value }, 'label')}
          />
        </Group>
        {read && !isFormula ? (
          <Checkbox
            size="xs"
            label={read.list === undefined ? t('Zero when it is missing') : t('Zero for lines that lack it')}
            checked={read.orZero}
            disabled={readOnly}
            onChange={(event) =>
              onChange({ ...term, amount: writeBalanceAmount({ ...read, orZero: event.currentTarget.checked }) }, 'zero')
            }
          />
        ) : null}
      </div>
      <RemoveButton hidden={isOnly || readOnly} label={t('Remove {{name}}', { name: term.label || name })} onClick={onRemove} />
    </div>
  )
}

function grouped(choices: readonly AmountChoice[], read: BalanceAmount | undefined, picked: string | undefined) {
  const groupOf = ({ amount: { of, list } }: AmountChoice) =>
    of === 'source' ? t('Of the source') : list === undefined ? t('Fields of the target') : t('Sums over lines of the target')
  const groups = Map.groupBy(choices, groupOf)
  const items = [...groups].map(([group, list]) => ({ group, items: list.map(({ value, path }) => ({ value, label: path })) }))
  const isThere = picked === undefined || choices.some(({ value }) => value === picked)
  // What the document names stays readable, also where it is no longer there.
  const gone =
    isThere || !read
      ? []
      : [
          {
            group: t('Not there'),
            items: [{ value: picked, label: read.list === undefined ? read.field : `${read.list}[].${read.field}` }],
          },
        ]
  return [...gone, ...items, { group: t('Other'), items: [{ value: FORMULA, label: t('A formula in JSONata') }] }]
}
