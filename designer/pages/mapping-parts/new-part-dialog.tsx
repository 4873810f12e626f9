// Makes an empty mapping part with its first case.
import { Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core'
import { useForm } from '@mantine/form'
import { useMutation } from '@tanstack/react-query'
import { createMappingPart } from '#designer/api/mapping-parts.ts'
import { CodeEditor } from '#designer/editor/code-editor.tsx'
import { t } from '#designer/i18n/index.ts'
import { DialogActions } from '#designer/ui/dialog-actions.tsx'
import { FormProblem } from '#designer/ui/form-problem.tsx'
import { readText } from '#designer/ui/read-text.ts'
import { isShortName, shortNameOf } from '#designer/ui/short-name.ts'
import type { MappingPart, PartScope } from '#shared/model/mapping-parts.ts'

export interface NewPartDialogProps {
  readonly client: string
  readonly onClose: () => void
  readonly onCreated: (part: MappingPart) => void
}

export function NewPartDialog({ client, onClose, onCreated }: NewPartDialogProps) {
  const form = useForm({
    initialValues: { label: '', name: '', kind: 'record' as 'record' | 'value', scope: 'partner' as PartScope, input: '' },
    validate: {
      label: (value) => (value.trim() === '' ? t('Enter a title.') : null),
      name: (value) => (isShortName(value) ? null : t('Use small letters, digits and hyphens, beginning with a letter.')),
      input: (value) => {
        const read = readText(value)
        return value.trim() === '' || read.ok ? null : read.problem
      },
    },
  })
  const save = useMutation({
    mutationFn: ({ label, name, kind, scope, input }: typeof form.values) => {
      const read = readText(input)
      return createMappingPart(client, {
        name,
        scope,
        content: {
          label: label.trim(),
          body: kind === 'record' ? { kind, rows: [] } : { kind, expression: '$' },
          cases: read.ok ? [{ id: 'case-1', name: t('Case {{number}}', { number: 1 }), input: read.value }] : [],
        },
      })
    },
    onSuccess: (part) => {
      onClose()
      onCreated(part)
    },
  })
  return (
    <Modal opened onClose={onClose} title={t('New mapping part')} size="lg">
      <form onSubmit={form.onSubmit((values) => save.mutate(values))}>
        <Stack gap="md">
          <TextInput
            label={t('Title')}
            placeholder={t('Address')}
            data-autofocus
            maxLength={120}
            {...form.getInputProps('label')}
            onChange={(event) => {
              const label = event.currentTarget.value
              if (form.values.name === shortNameOf(form.values.label)) form.setFieldValue('name', shortNameOf(label))
              form.setFieldValue('label', label)
            }}
          />
          <TextInput
            label={t('Short name')}
            description={t('What mappings call it. It cannot be changed later.')}
            {...form.getInputProps('name')}
          />
          <Choice
            label={t('What it gives')}
            value={form.values.kind}
            onChange={(kind) => form.setFieldValue('kind', kind)}
            choices={[
              { value: 'record', label: t('Fields, such as an address') },
              { value: 'value', label: t('One value, such as an amount') },
            ]}
          />
          <Choice
            label={t('Who can use it')}
            value={form.values.scope}
            onChange={(scope) => form.setFieldValue('scope', scope)}
            choices={[
              { value: 'partner', label: t('All clients') },
              { value: 'client', label: t('This client') },
            ]}
          />
          <div>
            <Text fz="sm" fw={500} mb={4}>
              {t('An input to try it on, as JSON (optional)')}
            </Text>
            <CodeEditor
              language="json"
              label={t('An input to try it on, as JSON (optional)')}
              value={form.values.input}
              minHeight={120}
              maxHeight={260}
              onChange={(input) => form.setFieldValue('input', input)}
            />
            {form.errors['input'] ? (
              <Text fz="xs" c="var(--tf-bad)" role="alert">
                {form.errors['input']}
              </Text>
            ) : null}
          </div>
          <FormProblem error={save.error} />
          <DialogActions submit={t('Make the part')} pending={save.isPending} onCancel={onClose} />
        </Stack>
      </form>
    </Modal>
  )
}

interface ChoiceProps<V extends string> {
  readonly label: string
  readonly value: V
  readonly onChange: (value: V) => void
  readonly choices: readonly { readonly value: V; readonly label: string }[]
}

function Choice<V extends string>({ label, value, onChange, choices }: ChoiceProps<V>) {
  return (
    <div>
      <Text fz="sm" fw={500} mb={4}>
        {label}
      </Text>
      <SegmentedControl aria-label={label} data={[...choices]} value={value} onChange={(next) => onChange(next as V)} />
    </div>
  )
}
