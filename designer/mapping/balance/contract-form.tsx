// One balance: these amounts added = those amounts, how far they may differ, and where the difference goes.
import { Autocomplete, Group, Stack, TextInput } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import type { Issue } from '#shared/errors.ts'
import { AddButton } from '../row-panel/form-buttons.tsx'
import type { AmountChoice } from './amount-choices.ts'
import classes from './balance.module.css'
import { contractOf, isCurrencyText, isTolerance, NEW_TERM, type ContractDraft, type TermDraft } from './drafts.ts'
import { TermRow } from './term-row.tsx'

export interface ContractFormProps {
  readonly draft: ContractDraft
  readonly choices: readonly AmountChoice[]
  /** Fields of the target that no row fills: they can take what is left over. */
  readonly free: readonly string[]
  /** With paths below the contract: `/left/0/amount`. */
  readonly issues: readonly Issue[]
  readonly readOnly: boolean
  readonly onChange: (draft: ContractDraft, field: string) => void
}

export function ContractForm({ draft, choices, free, issues, readOnly, onChange }: ContractFormProps) {
  const problem = (path: string) => issues.find((issue) => issue.path === path && issue.severity === 'error')
  const say = (path: string) => {
    const issue = problem(path)
    return issue && `${issue.message} ${issue.fix ?? ''}`.trim()
  }
  const hint = issues.find(({ path, severity }) => path === '/tolerance' && severity === 'warning')
  const text = (key: 'label' | 'tolerance' | 'currency' | 'residual') => ({
    value: draft[key],
    readOnly,
    onChange: (event: React.ChangeEvent<HTMLInputElement>) => onChange({ ...draft, [key]: event.currentTarget.value }, key),
  })
  return (
    <Stack gap={10}>
      <TextInput size="xs" label={t('Name')} maxLength={120} error={say('/label')} {...text('label')} />
      <Side
        title={t('These amounts together')}
        side="left"
        draft={draft}
        choices={choices}
        say={say}
        readOnly={readOnly}
        onChange={onChange}
      />
      <div className={classes.equals} aria-hidden>
        =
      </div>
      <Side title={t('must be')} side="right" draft={draft} choices={choices} say={say} readOnly={readOnly} onChange={onChange} />
      <Group gap={8} align="flex-start" wrap="nowrap">
        <TextInput
          size="xs"
          w={110}
          label={t('May differ by')}
          placeholder="0.00"
          inputMode="decimal"
          error={isTolerance(draft.tolerance) ? undefined : t('Write an amount such as 0.05.')}
          {...text('tolerance')}
        />
        <TextInput
          size="xs"
          w={84}
          label={t('Currency')}
          placeholder={t('any')}
          maxLength={3}
          error={isCurrencyText(draft.currency) ? say('/currency') : t('Three letters')}
          value={draft.currency}
          readOnly={readOnly}
          onChange={(event) => onChange({ ...draft, currency: event.currentTarget.value.toUpperCase() }, 'currency')}
        />
        <Autocomplete
          size="xs"
          className={classes.grow ?? ''}
          label={t('The difference goes to')}
          placeholder={t('nowhere: it is let pass')}
          data={[...free]}
          limit={80}
          error={say('/residual')}
          value={draft.residual}
          readOnly={readOnly}
          styles={{ input: { fontFamily: 'var(--tf-mono)', fontSize: 12 } }}
          onChange={(residual) => onChange({ ...draft, residual }, 'residual')}
        />
      </Group>
      <p className={classes.outcome}>{hint ? `${hint.message} ${hint.fix ?? ''}` : outcome(draft)}</p>
      {contractOf(draft) || readOnly ? null : (
        <p className={classes.missing}>
          {draft.written
            ? t('Fill in what is missing; until then the balance is checked as it was.')
            : t('Fill in what is missing; until then nothing is checked.')}
        </p>
      )}
    </Stack>
  )
}

function outcome({ tolerance, currency, residual }: ContractDraft): string {
  if (!isTolerance(tolerance) || Number(tolerance) === 0)
    return t('Any difference sends the record to the exception desk, with both sums and every amount.')
  const amount = currency === '' ? tolerance : `${tolerance} ${currency}`
  return residual.trim() === ''
    ? t('A difference up to {{amount}} is let pass; a larger one sends the record to the exception desk.', { amount })
    : t('A difference up to {{amount}} goes to {{field}}; a larger one sends the record to the exception desk.', {
        amount,
        field: residual,
      })
}

interface SideProps extends Pick<ContractFormProps, 'draft' | 'choices' | 'readOnly' | 'onChange'> {
  readonly title: string
  readonly side: 'left' | 'right'
  readonly say: (path: string) => string | undefined
}

function Side({ title, side, draft, choices, say, readOnly, onChange }: SideProps) {
  const terms = draft[side]
  const put = (next: readonly TermDraft[], field: string) => onChange({ ...draft, [side]: next }, `${side}:${field}`)
  return (
    <fieldset className={classes.side}>
      <legend className={classes.sideTitle}>{title}</legend>
      {terms.map((term, i) => (
        <TermRow
          key={i}
          term={term}
          name={
            side === 'left' ? t('Amount {{number}} on the left', { number: i + 1 }) : t('Amount {{number}} on the right', { number: i + 1 })
          }
          choices={choices}
          problem={say(`/${side}/${i}/amount`)}
          readOnly={readOnly}
          isOnly={terms.length === 1}
          onChange={(next, field) =>
            put(
              terms.map((old, k) => (k === i ? next : old)),
              `${i}:${field}`,
            )
          }
          onRemove={() =>
            put(
              terms.filter((_, k) => k !== i),
              `remove:${i}`,
            )
          }
        />
      ))}
      <AddButton hidden={readOnly || terms.length >= 30} label={t('Another amount')} onClick={() => put([...terms, NEW_TERM], 'add')} />
    </fieldset>
  )
}
