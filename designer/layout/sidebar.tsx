// The navigation on the left: client switcher, the client's pages, the partner's settings. It narrows to icons on request.
import { ActionIcon, Text, Tooltip } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation, useParams } from '@tanstack/react-router'
import { useEffect, useRef } from 'react'
import { isBranded } from '#shared/model/branding.ts'
import { overviewQuery } from '#designer/api/queries.ts'
import { BrandSign } from '#designer/brand/brand-sign.tsx'
import { useBrand } from '#designer/brand/brand-state.ts'
import { t } from '#designer/i18n/index.ts'
import { useClient, useClientAtHand, useSession } from '#designer/state/session.ts'
import { useShell } from '#designer/state/shell.ts'
import { Icon } from '#designer/ui/icon.tsx'
import { ClientSwitcher } from './client-switcher.tsx'
import { CLIENT_NAVIGATION, PARTNER_NAVIGATION, type NavigationItem } from './navigation.ts'
import classes from './sidebar.module.css'

export function Sidebar() {
  const session = useSession()
  const brand = useBrand()
  const current = useClient()
  const { navigation, chooseNavigation } = useShell()
  // A canvas needs the room itself.
  const { flow } = useParams({ strict: false })
  const roomy = useMediaQuery(`(min-width: ${flow === undefined ? 1160 : 1600}px)`, true, { getInitialValueInEffect: false })
  const client = useClientAtHand()
  const narrow = navigation === 'auto' ? !roomy : navigation === 'narrow'
  const { pathname } = useLocation()
  const groups = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // On a low screen the page one is on may stand below the edge.
    groups.current?.querySelector('[data-active]')?.scrollIntoView({ block: 'nearest' })
  }, [pathname, narrow])
  const overview = useQuery({ ...overviewQuery(client?.slug ?? ''), enabled: client !== undefined })
  const settings = PARTNER_NAVIGATION.filter((item) => !item.needs || session.permissions.includes(item.needs))

  return (
    <nav className={classes.sidebar} data-narrow={narrow || undefined} aria-label={t('Main navigation')}>
      {isBranded(brand) && (
        <Link to="/" className={classes.brand} aria-label={brand.productName} title={brand.productName}>
          <BrandSign brand={brand} narrow={narrow} />
        </Link>
      )}
      <ClientSwitcher client={current} narrow={narrow} />
      <div ref={groups} className={classes.groups}>
        {client &&
          CLIENT_NAVIGATION.map((group, i) => (
            <Group key={group.label} label={current === undefined && i === 0 ? client.name : t(group.label)} narrow={narrow}>
              {group.items
                .filter((item) => !item.demo || session.demo)
                .map((item) => (
                  <Entry
                    key={item.to}
                    item={item}
                    client={client.slug}
                    narrow={narrow}
                    count={item.counts && overview.data?.[item.counts]}
                  />
                ))}
            </Group>
          ))}
        {settings.length > 0 && (
          <Group label={session.partner.name} narrow={narrow}>
            {settings.map((item) => (
              <Entry key={item.to} item={item} narrow={narrow} />
            ))}
          </Group>
        )}
      </div>
      <div className={classes.foot}>
        {session.demo && !narrow && (
          <Tooltip
            label={t('Made-up data and simulated systems on this computer. Nothing leaves it.')}
            multiline
            w={240}
            position="top-start"
          >
            <span className={classes.demo} tabIndex={0}>
              <Icon name="test-tube-diagonal" size={13} />
              {t('Demo')}
            </span>
          </Tooltip>
        )}
        <ActionIcon
          onClick={() => chooseNavigation(narrow ? 'wide' : 'narrow')}
          aria-label={narrow ? t('Widen the navigation') : t('Narrow the navigation')}
          aria-expanded={!narrow}
          ml="auto"
        >
          <Icon name="panel-left" />
        </ActionIcon>
      </div>
    </nav>
  )
}

function Group({ label, narrow, children }: { readonly label: string; readonly narrow: boolean; readonly children: React.ReactNode }) {
  return (
    <div className={classes.group}>
      {narrow ? (
        <div className={classes.rule} />
      ) : (
        <Text className={classes.groupLabel} truncate>
          {label}
        </Text>
      )}
      <ul className={classes.list} aria-label={label}>
        {children}
      </ul>
    </div>
  )
}

interface EntryProps {
  readonly item: NavigationItem
  readonly client?: string
  readonly narrow: boolean
  readonly count?: number
}

const COUNTED = { openExceptions: 'exceptions-open', openApprovals: 'approvals-open' } as const

function Entry({ item, client, narrow, count }: EntryProps) {
  const label = t(item.label)
  const shown = count !== undefined && count > 0
  const link = (
    <Link
      to={item.to}
      params={client ? { client } : {}}
      className={classes.entry}
      activeProps={{ 'data-active': true }}
      aria-label={shown && item.counts ? `${label}, ${t(COUNTED[item.counts], { count })}` : label}
    >
      <Icon name={item.icon} />
      {!narrow && <span className={classes.entryLabel}>{label}</span>}
      {shown && <span className={narrow ? classes.dot : classes.count}>{narrow ? '' : count > 999 ? '999+' : count}</span>}
    </Link>
  )
  return (
    <li>
      {narrow ? (
        <Tooltip label={label} position="right" openDelay={100}>
          {link}
        </Tooltip>
      ) : (
        link
      )}
    </li>
  )
}
