// Marks a field that the connected system told of.
import { t } from '#designer/i18n/index.ts'
import { Icon } from '#designer/ui/icon.tsx'
import classes from './from-system.module.css'

export function FromSystem() {
  return (
    <span className={classes.mark} role="img" aria-label={t('From your system')} title={t('From your system')}>
      <Icon name="plug" size={11} />
    </span>
  )
}
