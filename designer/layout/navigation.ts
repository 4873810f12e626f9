// What stands in the navigation, per client and for the partner.
import type { Permission } from '#shared/model/accounts.ts'
import type { IconName } from '#designer/ui/icon.tsx'

export interface NavigationItem {
  readonly label: string
  readonly icon: IconName
  readonly to:
    | '/c/$client/overview'
    | '/c/$client/flows'
    | '/c/$client/runs'
    | '/c/$client/exceptions'
    | '/c/$client/approvals'
    | '/c/$client/windows'
    | '/c/$client/topics'
    | '/c/$client/connections'
    | '/c/$client/lookup-tables'
    | '/c/$client/mapping-parts'
    | '/c/$client/templates'
    | '/c/$client/webhooks'
    | '/c/$client/settings'
    | '/c/$client/simulators'
    | '/settings/connectors'
    | '/settings/members'
    | '/settings/api-keys'
    | '/settings/audit'
    | '/settings/branding'
    | '/settings/notifications'
  /** Shows how many of them wait for somebody. */
  readonly counts?: 'openExceptions' | 'openApprovals'
  readonly needs?: Permission
  /** Only in a demo. */
  readonly demo?: boolean
}

export interface NavigationGroup {
  readonly label: string
  readonly items: readonly NavigationItem[]
}

export const CLIENT_NAVIGATION: readonly NavigationGroup[] = [
  {
    label: 'Work',
    items: [
      { label: 'Overview', icon: 'layout-dashboard', to: '/c/$client/overview' },
      { label: 'Flows', icon: 'workflow', to: '/c/$client/flows' },
      { label: 'Runs', icon: 'activity', to: '/c/$client/runs' },
      { label: 'Exceptions', icon: 'inbox', to: '/c/$client/exceptions', counts: 'openExceptions' },
      { label: 'Approvals', icon: 'user-check', to: '/c/$client/approvals', counts: 'openApprovals' },
      { label: 'Collected records', icon: 'layers', to: '/c/$client/windows' },
    ],
  },
  {
    label: 'Set up',
    items: [
      { label: 'Connections', icon: 'plug', to: '/c/$client/connections' },
      { label: 'Lookup tables', icon: 'table-2', to: '/c/$client/lookup-tables' },
      { label: 'Mapping parts', icon: 'boxes', to: '/c/$client/mapping-parts' },
      { label: 'Templates', icon: 'layout-template', to: '/c/$client/templates' },
      { label: 'Flow messages', icon: 'megaphone', to: '/c/$client/topics' },
      { label: 'Webhooks', icon: 'webhook', to: '/c/$client/webhooks' },
      { label: 'Settings', icon: 'settings', to: '/c/$client/settings' },
      { label: 'Simulators', icon: 'test-tube-diagonal', to: '/c/$client/simulators', demo: true },
    ],
  },
]

export const PARTNER_NAVIGATION: readonly NavigationItem[] = [
  { label: 'Connectors', icon: 'plug-zap', to: '/settings/connectors', needs: 'connect' },
  { label: 'Members', icon: 'users', to: '/settings/members', needs: 'administer' },
  { label: 'API keys', icon: 'key-round', to: '/settings/api-keys', needs: 'administer' },
  { label: 'Branding', icon: 'palette', to: '/settings/branding', needs: 'administer' },
  { label: 'Audit log', icon: 'scroll-text', to: '/settings/audit', needs: 'administer' },
  { label: 'Notifications', icon: 'mail', to: '/settings/notifications' },
]
