// The way from all clients to this page. Pages of one thing add its name through `useCrumb`.
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useSearch } from '@tanstack/react-router'
import { flowsQuery } from '#designer/api/queries.ts'
import { t } from '#designer/i18n/index.ts'
import { useClient } from '#designer/state/session.ts'
import { useCrumbStore } from '#designer/state/crumb.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { CLIENT_NAVIGATION, PARTNER_NAVIGATION } from './navigation.ts'
import classes from './top-bar.module.css'

interface Crumb {
  readonly label: string
  readonly href?: string
  readonly search?: { readonly from?: string }
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
              <Link to={crumb.href} search={crumb.search ?? {}} className={classes.crumb} activeOptions={{ exact: true }}>
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
  const callers = useCallers()
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
    ...(parts[2] === 'flows' && parts[3] ? callers.map((caller) => ({ ...caller, href: `${base}/flows/${caller.id}` })) : []),
    ...(parts[3] && own ? [{ label: own }] : []),
  ]
}

/** The flows one came through into a flow that they call. */
function useCallers(): readonly { readonly id: string; readonly label: string; readonly search: { readonly from?: string } }[] {
  const { from } = useSearch({ strict: false })
  const client = useClient()
  const flows = useQuery({ ...flowsQuery(client?.slug ?? ''), enabled: from !== undefined && client !== undefined }).data
  const ids = from?.split('.') ?? []
  return ids.map((id, i) => ({
    id,
    label: flows?.find((flow) => flow.id === id)?.name ?? '…',
    search: i === 0 ? {} : { from: ids.slice(0, i).join('.') },
  }))
}
