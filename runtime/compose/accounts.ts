// Who may sign in, and what each may see.
import { randomBytes } from 'node:crypto'
import { createAudit } from '../audit/audit.ts'
import { createApiKeys } from '../auth/api-keys.ts'
import { createAuthenticator } from '../auth/authenticate.ts'
import { createAccounts, type AccountsDatabase } from '../auth/create-auth.ts'
import { createSetup } from '../auth/setup.ts'
import { isLoopback } from '../config.ts'
import { DEMO_SIGN_IN } from '../demo/plan.ts'
import { createBranding } from '../branding/service.ts'
import { createMembers } from '../tenancy/members.ts'
import { createTenancy } from '../tenancy/tenancy.ts'
import type { Ground } from './ground.ts'

export async function composeAccounts({ config, store, installationKey, isDemo, now }: Ground, database: AccountsDatabase) {
  const accounts = createAccounts({
    database,
    installationKey,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    refusedEmails: isLoopback(config.host) ? [] : [DEMO_SIGN_IN.email],
  })
  await store.alone('accounts', 'wait', () => accounts.migrate())
  const audit = createAudit({ store: store.audit })
  const tenancy = createTenancy({ store: store.tenancy, audit })
  const apiKeys = createApiKeys({ store: store.apiKeys, tenancy, audit })
  const controlToken = randomBytes(32).toString('base64url')
  const setup = createSetup({
    accounts,
    tenancy: store.tenancy,
    audit,
    alone: store.alone,
    ...(isDemo && { demo: { email: DEMO_SIGN_IN.email, password: DEMO_SIGN_IN.password } }),
  })
  return {
    accounts,
    audit,
    tenancy,
    apiKeys,
    setup,
    controlToken,
    branding: createBranding({ store: store.branding, tenancy: store.tenancy, audit, now }),
    members: createMembers({ store: store.tenancy, tenancy, accounts, apiKeys, audit }),
    authenticator: createAuthenticator({ accounts, apiKeys, tenancy: store.tenancy, controlToken }),
  }
}
