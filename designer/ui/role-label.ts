// Roles in words, and what each may do in one sentence.
import type { Role } from '#shared/model/accounts.ts'
import { t } from '#designer/i18n/index.ts'

const ROLE_WORDS: Readonly<Record<Role, { readonly label: string; readonly description: string }>> = {
  'partner-admin': { label: 'Partner admin', description: 'Everything, including clients, members and API keys.' },
  consultant: { label: 'Consultant', description: 'Builds and deploys flows, sets up connections, works exceptions.' },
  analyst: { label: 'Analyst', description: 'Edits mappings and lookup tables, works exceptions.' },
  operator: { label: 'Operator', description: 'Works exceptions: replays and discards.' },
  'client-viewer': { label: 'Client viewer', description: 'Looks at flows, runs and exceptions.' },
}

export const roleLabel = (role: Role) => t(ROLE_WORDS[role].label)
export const roleDescription = (role: Role) => t(ROLE_WORDS[role].description)
