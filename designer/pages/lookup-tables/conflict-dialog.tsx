// Somebody saved the same table in the meantime: what they changed, and whose rows shall stand.
import { Button, Group, Modal, Stack, Text } from '@mantine/core'
import type { LookupRow, LookupTable } from '#shared/model/connections.ts'
import { t } from '#designer/i18n/index.ts'
import { ToneBadge, type Tone } from '#designer/ui/status-badge.tsx'
import { compareRows, textOf, type RowChange } from '#designer/ui/row-grid/draft-rows.ts'
import classes from './lookup-tables.module.css'

const LOOKS: Readonly<Record<RowChange['kind'], { readonly label: string; readonly tone: Tone }>> = {
  added: { label: 'Added', tone: 'ok' },
  changed: { label: 'Changed', tone: 'warn' },
  removed: { label: 'Removed', tone: 'bad' },
}

export interface ConflictDialogProps {
  readonly base: LookupTable
  readonly mine: readonly LookupRow[]
  readonly theirs: LookupTable | undefined
  readonly onClose: () => void
  readonly onTakeTheirs: () => void
  readonly onKeepMine: () => void
}

export function ConflictDialog({ base, mine, theirs, onClose, onTakeTheirs, onKeepMine }: ConflictDialogProps) {
  const changes = theirs ? compareRows(base.rows, theirs.rows) : []
  const myKeys = new Set(compareRows(base.rows, mine).map((change) => change.place))
  return (
    <Modal opened={theirs !== undefined} onClose={onClose} title={t('Somebody else saved this table')} size="lg">
      <Stack gap="md">
        <Text fz="sm" c="dimmed">
          {t('These rows changed while you were editing. Nothing of yours is lost: put your changes on top and look before you save.')}
        </Text>
        <ul className={classes.changes}>
          {changes.map((change) => (
            <li key={change.place}>
              <ToneBadge {...LOOKS[change.kind]} />
              <strong>{change.key}</strong>
              <span>
                {change.before !== undefined && <s>{textOf(change.before)}</s>} {change.after !== undefined && textOf(change.after)}
              </span>
              {myKeys.has(change.place) && <ToneBadge tone="info" label={t('You changed it too')} />}
            </li>
          ))}
          {changes.length === 0 && <li>{t('Only the order or nothing of the rows changed.')}</li>}
        </ul>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={onTakeTheirs}>
            {t('Drop my changes')}
          </Button>
          <Button onClick={onKeepMine}>{t('Put my changes on top')}</Button>
        </Group>
      </Stack>
    </Modal>
  )
}
