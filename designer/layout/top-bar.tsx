// Where one is (breadcrumbs), a slot for the page's own controls, light or dark, and the person.
import { Group } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { openPalette } from '#designer/palette/entries.ts'
import { Keys } from '#designer/palette/keys.tsx'
import { Icon } from '#designer/ui/icon.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { ColorSchemeToggle } from './color-scheme-toggle.tsx'
import classes from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

export function TopBar() {
  return (
    <div className={classes.bar} role="region" aria-label={t('Top bar')}>
      <Breadcrumbs />
      <Group gap={4} wrap="nowrap" ml="auto">
        <button type="button" className={classes.find} aria-label={t('Find or do')} onClick={openPalette}>
          <Icon name="search" size={14} />
          <span>{t('Find or do')}</span>
          <Keys keys="Mod+K" />
        </button>
        <ColorSchemeToggle />
        <UserMenu />
      </Group>
    </div>
  )
}
