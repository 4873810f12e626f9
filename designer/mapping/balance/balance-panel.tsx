// The editor of a mapping's balances, in the place of the row's panel: which there are, the one that is edited, and what it says on each sample.
import { ActionIcon, Button, Menu, UnstyledButton } from '@mantine/core'
import { useMemo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { sayIssue } from '#designer/i18n/problems.ts'
import { askFirst } from '#designer/ui/confirm.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import type { SamplesPreview } from '#shared/api/contract.ts'
import { checkBalance } from '#shared/flow/check-balance.ts'
import type { MappingRow } from '#shared/flow/document.ts'
import type { BalanceContract } from '#shared/flow/nodes/balance.ts'
import type { MappingSample } from '../mapping-samples.ts'
import type { TargetField } from '../target-fields.ts'
import { amountChoices } from './amount-choices.ts'
import classes from './balance.module.css'
import { ContractForm } from './contract-form.tsx'
import { ContractResults } from './contract-results.tsx'
import type { ContractDraft } from './drafts.ts'
import { freeFields } from './free-fields.ts'
import { PRESETS, presetDraft, type PresetId } from './presets.ts'
import { useBalanceDrafts } from './use-balance-drafts.ts'

export interface BalancePanelProps {
  readonly contracts: readonly BalanceContract[]
  readonly onContracts: (contracts: BalanceContract[], group?: string) => void
  readonly rows: readonly MappingRow[]
  readonly fields: readonly TargetField[]
  readonly samples: readonly MappingSample[]
  readonly answers: ReadonlyMap<string, SamplesPreview['cases'][number]>
  readonly pending: boolean
  /** The name of the balance to begin with. */
  readonly first: string | undefined
  readonly readOnly: boolean
  readonly onClose: () => void
}

/** Whoever reads a message here knows which mapping it is about. */
const SUBJECT = 'This mapping'

export function BalancePanel({
  contracts,
  onContracts,
  rows,
  fields,
  samples,
  answers,
  pending,
  first,
  readOnly,
  onClose,
}: BalancePanelProps) {
  const { drafts, at, put } = useBalanceDrafts(contracts, onContracts)
  const [chosen, setChosen] = useState(() =>
    Math.max(
      0,
      contracts.findIndex(({ label }) => label === first),
    ),
  )
  const index = Math.min(chosen, drafts.length - 1)
  const draft = drafts[index]
  const choices = useMemo(
    () =>
      amountChoices({
        fields,
        rows,
        outputs: samples.map(({ id }) => answers.get(id)?.output),
        records: samples.flatMap(({ record }) => record ?? []),
      }),
    [fields, rows, samples, answers],
  )
  const free = useMemo(() => freeFields(fields, rows), [fields, rows])
  const issues = useMemo(() => {
    const node = { kind: 'map' as const, label: '', config: { rows: [...rows], balance: [...contracts] } }
    return checkBalance(node, '', SUBJECT)
      .map(sayIssue)
      .map((issue) => ({ ...issue, message: issue.message.replace(`${SUBJECT}: `, '') }))
  }, [rows, contracts])
  const issuesAt = (place: number | undefined) => {
    const path = `/config/balance/${place ?? -1}`
    return issues.filter((issue) => issue.path.startsWith(`${path}/`)).map((issue) => ({ ...issue, path: issue.path.slice(path.length) }))
  }
  const change = (next: ContractDraft, field: string) =>
    put(
      drafts.map((old, i) => (i === index ? next : old)),
      `balance:${index}:${field}`,
    )
  const add = (id: PresetId) => {
    put([
      ...drafts,
      presetDraft(
        id,
        choices,
        drafts.map(({ label }) => label),
      ),
    ])
    setChosen(drafts.length)
  }
  const remove = () => {
    const rest = drafts.filter((_, i) => i !== index)
    put(rest)
    setChosen(Math.max(0, index - 1))
  }
  return (
    <section className={classes.panel} aria-label={t('Sums that must agree')}>
      <div className={classes.column}>
        <h2 className={classes.title}>{t('Sums that must agree')}</h2>
        <ul className={classes.list}>
          {drafts.map(({ label }, i) => (
            <li key={i}>
              <UnstyledButton className={classes.choice ?? ''} aria-current={i === index || undefined} onClick={() => setChosen(i)}>
                <Icon name="scale" size={13} />
                <span>{label === '' ? t('without a name') : label}</span>
                <Sign states={samples.flatMap(({ id }) => answers.get(id)?.balances?.[at[i] ?? -1]?.state ?? [])} />
              </UnstyledButton>
            </li>
          ))}
        </ul>
        {readOnly ? null : (
          <Menu position="top-start" width={290} withinPortal>
            <Menu.Target>
              <Button size="xs" variant="default" leftSection={<Icon name="plus" size={13} />} disabled={drafts.length >= 20}>
                {t('Add a balance')}
              </Button>
            </Menu.Target>
            <Menu.Dropdown>
              {PRESETS.map(({ id, label, help }) => (
                <Menu.Item key={id} onClick={() => add(id)}>
                  {t(label)}
                  <span className={classes.help}>{t(help)}</span>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={classes.column} data-wide>
        {draft ? (
          <>
            <ContractForm
              key={index}
              draft={draft}
              choices={choices}
              free={free}
              issues={issuesAt(at[index])}
              readOnly={readOnly}
              onChange={change}
            />
            {readOnly ? null : (
              <Button
                className={classes.delete ?? ''}
                size="compact-xs"
                variant="subtle"
                color="red"
                leftSection={<Icon name="trash-2" size={12} />}
                onClick={() =>
                  askFirst({
                    title: t('Delete the balance “{{name}}”?', { name: draft.label }),
                    text: t('Its sums are no longer checked. Undo brings it back.'),
                    confirm: t('Delete the balance'),
                    onConfirm: remove,
                  })
                }
              >
                {t('Delete the balance')}
              </Button>
            )}
          </>
        ) : (
          <p className={classes.faint}>
            {t(
              'A balance says which sums of the mapped record must agree, such as lines + tax = total. Every record is checked before it goes on.',
            )}
          </p>
        )}
      </div>
      <div className={classes.column}>
        <h3 className={classes.small}>{t('On the samples')}</h3>
        {draft ? <ContractResults samples={samples} answers={answers} at={at[index]} pending={pending} /> : null}
      </div>
      <ActionIcon className={classes.close ?? ''} aria-label={t('Close the balances')} title={t('Close the balances')} onClick={onClose}>
        <Icon name="x" size={15} />
      </ActionIcon>
    </section>
  )
}

function Sign({ states }: { readonly states: readonly string[] }) {
  if (states.length === 0) return null
  const bad = states.filter((state) => state === 'unbalanced' || state === 'failed').length
  const text = bad === 0 ? t('agrees on all samples') : t('fails on {{bad}} of {{all}} samples', { bad, all: states.length })
  return (
    <span className={classes.mark} data-bad={bad > 0 || undefined} title={text} aria-label={text} role="img">
      <Icon name={bad === 0 ? 'check' : 'circle-alert'} size={13} />
    </span>
  )
}
