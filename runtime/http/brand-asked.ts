// The brand that whoever sent a request is shown: their partner's, or the only one there is.
import type { Brand } from '#shared/model/branding.ts'
import type { Services } from './services.ts'

export interface BrandAsked {
  readonly brand: Brand
  /** To set on the answer: of a session that was prolonged by asking. */
  readonly cookies: readonly string[]
}

export async function brandAsked(
  { authenticator, branding }: Pick<Services, 'authenticator' | 'branding'>,
  headers: Headers,
): Promise<BrandAsked> {
  // A session that is over, a wrong key: nobody is signed in.
  const found = await authenticator.authenticate(headers).catch(() => undefined)
  return { brand: await branding.brand(found?.principal.partnerId), cookies: found?.cookies ?? [] }
}
