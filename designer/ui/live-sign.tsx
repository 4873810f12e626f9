// Says that a list refreshes by itself, or that it just cannot.
import { t } from '#designer/i18n/index.ts'
import classes from './live-sign.module.css'

export function LiveSign({ failing }: { readonly failing: boolean }) {
  return (
    <span className={classes.sign} data-failing={failing || undefined} role="status">
      <span className={classes.dot} aria-hidden />
      {failing ? t('Not up to date, trying again') : t('Up to date')}
    </span>
  )
}
