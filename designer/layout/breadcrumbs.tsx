// The way from all clients to this page. Pages of one thing add its name through `useCrumb`.
import { Link, useLocation } from '@tanstack/react-router'
import { t } from '#designer/i18n/index.ts'
import { useClient } from '#designer/state/session.ts'
import { useCrumbStore } from '#designer/state/crumb.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { CLIENT_NAVIGATION, PARTNER_NAVIGATION } from './navigation.ts'
import classes from './top-bar.module.css'

interface Crumb {
  readonly label: string
  readonly href?: string
}

export function Breadcrumbs() {
  const crumbs = useCrumbs()
  return (
    <nav aria-label={t('You are here')} style={{ minWidth: 0 }}>
      <ol className={classes.crumbs}>
        {crumbs.map((crumb, i) => (
          <li key={`${i}-${crumb.label}`}>
            {i > 0 && <Icon name="chevron-right" size={13} />}
            {crumb.href && i < crumbs.length - 1 ? (
              <Link to={crumb.href} className={classes.crumb} activeOptions={{ exact: true }}>
                {crumb.label}
              </Link>
            ) : (
              <span className={classes.crumb} aria-current="page">
                {crumb.label}
              </span>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

function useCrumbs(): readonly Crumb[] {
  const { pathname } = useLocation()
  const client = useClient()
  const own = useCrumbStore((state) => state.label)
  const parts = pathname.split('/').filter((part) => part !== '')
  if (parts[0] === 'settings') {
    const item = PARTNER_NAVIGATION.find((entry) => entry.to === pathname)
    return [{ label: t('All clients'), href: '/' }, { label: t(item?.label ?? 'Settings') }]
  }
  if (parts[0] !== 'c' || client === undefined) return [{ label: t('All clients') }]
  const base = `/c/${parts[1]}`
  const section = CLIENT_NAVIGATION.flatMap((group) => group.items).find((item) => item.to === `/c/$client/${parts[2]}`)
  return [
    { label: client.name, href: base },
    ...(section ? [{ label: t(section.label), href: `${base}/${parts[2]}` }] : []),
    ...(parts[3] && own ? [{ label: own }] : []),
  ]
}
