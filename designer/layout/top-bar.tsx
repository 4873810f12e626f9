// Where one is (breadcrumbs), a slot for the page's own controls, light or dark, and the person.
import { Group } from '@mantine/core'
import { t } from '#designer/i18n/index.ts'
import { Breadcrumbs } from './breadcrumbs.tsx'
import { ColorSchemeToggle } from './color-scheme-toggle.tsx'
import classes from './top-bar.module.css'
import { UserMenu } from './user-menu.tsx'

export function TopBar() {
  return (
    <div className={classes.bar} role="region" aria-label={t('Top bar')}>
      <Breadcrumbs />
      <Group gap={4} wrap="nowrap" ml="auto">
        <ColorSchemeToggle />
        <UserMenu />
      </Group>
    </div>
  )
}
