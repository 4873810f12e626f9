// All versions of a part. An older one is taken into the editor, and saved as the next.
import { Button, Modal } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Ago } from '#designer/ui/time.tsx'
import type { ShownVersion } from '#designer/api/mapping-parts.ts'
import type { MappingPart, PartContent } from '#shared/model/mapping-parts.ts'
import classes from './mapping-parts.module.css'

export interface VersionsDialogProps {
  readonly part: MappingPart
  readonly versions: readonly ShownVersion[]
  readonly onTake?: (content: PartContent) => void
  readonly onClose: () => void
}

export function VersionsDialog({ part, versions, onTake, onClose }: VersionsDialogProps) {
  return (
    <Modal opened onClose={onClose} title={t('Versions')} size="lg">
      <ul className={classes.uses}>
        {versions.map(({ scope, version, note, createdAt, label, description, body, cases }) => (
          <li key={`${scope} ${version}`} className={classes.use}>
            <strong>{t('Version {{version}}', { version })}</strong>
            <span className={classes.faint}>
              {scope === 'partner' ? t('All clients') : t('This client')} · <Ago at={createdAt} />
              {note === undefined ? null : ` · ${note}`}
            </span>
            {onTake && !(scope === part.scope && version === part.version) ? (
              <Button
                size="compact-xs"
                variant="subtle"
                onClick={() => onTake({ label, ...(description !== undefined && { description }), body, cases })}
              >
                {t('Take into the editor')}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
    </Modal>
  )
}
