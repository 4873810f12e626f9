// Placeholder replaced below.
import { Modal } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { DiffList } from './diff-list.tsx'

export interface CompareDialogProps {
  /** Versions by number, or `draft`. */
  readonly from: string
  readonly to: string
  readonly onClose: () => void
}

export const versionWord = (version: string) => (version === 'draft' ? t('the draft') : t('version {{version}}', { version }))

export function CompareDialog({ from, to, onClose }: CompareDialogProps) {
  return (
    <Modal opened onClose={onClose} size="lg" title={t('From {{from}} to {{to}}', { from: versionWord(from), to: versionWord(to) })}>
      <DiffList from={from} to={to} />
    </Modal>
  )
}
