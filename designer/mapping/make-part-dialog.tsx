// Makes a mapping part of a rule: the part says what the rule said, and the rule uses it from now on.
import { Button, Modal, Stack, Text, TextInput } from '@mantine/core'
import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { isShortName, shortNameOf } from '#designer/ui/short-name.ts'
import type { MappingRule } from '#shared/flow/document.ts'
import type { PartBody } from '#shared/mapping/parts/part-body.ts'
import { readRule } from '#shared/mapping/rule-forms/rule-form.ts'
import { partFromRule, type RulePart } from '#shared/mapping/parts/part-from-rule.ts'
import type { PartChoice } from './row-panel/form-context.ts'

/** Stores the part; rejects with the problem. */
export type MakePart = (part: { readonly name: string; readonly label: string; readonly body: PartBody }) => Promise<void>

export interface MakePartButtonProps {
  readonly rule: MappingRule
  readonly parts: readonly PartChoice[]
  readonly onMake: MakePart
  readonly onRule: (rule: MappingRule) => void
}

export function MakePartButton({ rule, parts, onMake, onRule }: MakePartButtonProps) {
  const [asking, setAsking] = useState(false)
  const made = useMemo(() => partFromRule(rule, Object.fromEntries(parts.map(({ name, body }) => [name, { body }]))), [rule, parts])
  const form = readRule(rule)?.form
  // A copied field is no part, for there is nothing in it to share; and what uses a part is one already.
  if (!made || form === 'copy' || form === 'part') return null
  return (
    <>
      <Button size="compact-xs" variant="subtle" leftSection={<Icon name="boxes" size={12} />} onClick={() => setAsking(true)}>
        {t('Make a part of this rule')}
      </Button>
      {asking ? <MakePartDialog part={made} taken={parts} onMake={onMake} onRule={onRule} onClose={() => setAsking(false)} /> : null}
    </>
  )
}

interface DialogProps extends Pick<MakePartButtonProps, 'onMake' | 'onRule'> {
  readonly part: RulePart
  readonly taken: readonly PartChoice[]
  readonly onClose: () => void
}

function MakePartDialog({ part, taken, onMake, onRule, onClose }: DialogProps) {
  const [label, setLabel] = useState('')
  const [name, setName] = useState('')
  const save = useMutation({
    mutationFn: () => onMake({ name, label: label.trim(), body: part.body }),
    onSuccess: () => {
      onRule({ kind: 'expression', expression: `$part("${name}", ${part.input})` })
      onClose()
    },
  })
  const isTaken = taken.some((one) => one.name === name)
  return (
    <Modal opened onClose={onClose} title={t('Make a part of this rule')}>
      <form
        onSubmit={(event) => {
          event.preventDefault()
          save.mutate()
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('All mappings can use the part. When it changes, flows that are deployed keep the version they were published with.')}
          </Text>
          <TextInput
            label={t('Title')}
            placeholder={t('Address')}
            data-autofocus
            maxLength={120}
            value={label}
            onChange={(event) => {
              const next = event.currentTarget.value
              if (name === shortNameOf(label)) setName(shortNameOf(next))
              setLabel(next)
            }}
          />
          <TextInput
            label={t('Short name')}
            description={t('What mappings call it. It cannot be changed later.')}
            value={name}
            error={isTaken ? t('There is a part of this name already.') : undefined}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <FormProblem error={save.error} />
          <DialogActions
            submit={t('Make the part')}
            pending={save.isPending}
            disabled={label.trim() === '' || !isShortName(name) || isTaken}
            onCancel={onClose}
          />
        </Stack>
      </form>
    </Modal>
  )
}
