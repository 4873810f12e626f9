// Against a real Tryton: `npm run test:real` starts one. Skipped without its address in TILLFLOW_REAL_TRYTON.
import { describe, expect, it } from 'vitest'
import { connected } from '#connectors/kit/connected.testing.ts'
import { tryton } from './index.ts'
import { testSelling } from './selling.testing.ts'

const url = process.env['TILLFLOW_REAL_TRYTON'] ?? ''

describe.skipIf(url === '')('a real Tryton (skipped without its address in TILLFLOW_REAL_TRYTON)', () => {
  const secrets = { password: 'admin-pw-1' }
  const erp = connected({ connector: tryton, config: { url, database: 'erp', username: 'admin' }, secrets, baseUrl: () => url })

  it('proves good credentials and calls wrong ones by their name', async () => {
    expect((await erp.test()).summary).toMatch(/^Signed in to /)
    erp.signOut()
    secrets.password = 'wrong-but-well-formed'
    expect((await erp.failure(erp.test())).code).toBe('credentials-invalid')
    secrets.password = 'admin-pw-1'
    erp.signOut()
  })
  testSelling(erp, { currency: 'USD', tax: 'Tax 0.10', total: '241.615' })
  it('signs in anew when its session is refused', async () => {
    await erp.test()
    const { access, ...rest } = (await erp.context().tokens.read()) ?? { access: '', until: 0, origin: '' }
    await erp.context().tokens.renew(
      () => false,
      async () => ({ ...rest, access: `${access}x` }),
    )
    expect((await erp.test()).summary).toMatch(/^Signed in to /)
  })
})
