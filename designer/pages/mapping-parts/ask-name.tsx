// Asks for another name in the app's own dialog.
import { TextInput } from '@mantine/core'
import { modals } from '@mantine/modals'
import { t } from '#designer/i18n/index.ts'

export function askName(title: string, before: string, onName: (name: string) => void): void {
  let name = before
  modals.openConfirmModal({
    title,
    children: (
      <TextInput
        label={t('Name')}
        defaultValue={name}
        data-autofocus
        maxLength={120}
        onChange={(event) => (name = event.currentTarget.value)}
      />
    ),
    labels: { confirm: t('Rename'), cancel: t('Cancel') },
    onConfirm: () => {
      if (name.trim() !== '') onName(name.trim())
    },
  })
}
