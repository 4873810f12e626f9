// Signs in to a simulator as a person with a browser would: opens the page, presses Allow, and lets the code be changed for tokens. For tests
// and for a demo that shall work at once.
import { authFor } from './auth/auth.ts'
import { beginSignIn, finishSignIn } from './auth/sign-in.ts'
import type { CallContext, Connector } from './contract.ts'

const REDIRECT_URI = 'http://127.0.0.1/oauth/callback'

/** Does nothing where the connection's settings choose another way. Answers what the vendor told beside the code. */
export async function signInAtSimulator(
  connector: Pick<Connector, 'auth'>,
  context: CallContext,
  baseUrl: string,
): Promise<Readonly<Record<string, unknown>>> {
  const { signIn } = authFor(connector.auth ?? [], context.config)
  if (!signIn) return {}
  const { url, state, verifier } = beginSignIn(signIn, context, baseUrl, REDIRECT_URI)
  const page = await (await fetch(url)).text()
  const fields = [...page.matchAll(/name="([^"]+)" value="([^"]*)"/g)].map(([, name = '', value = '']): [string, string] => [name, value])
  const form = new URLSearchParams([...fields.filter(([name]) => name !== 'decision'), ['decision', 'allow']])
  const answer = await fetch(url, { method: 'POST', body: form, redirect: 'manual' })
  const back = new URL(answer.headers.get('location') ?? '', REDIRECT_URI)
  const query = Object.fromEntries(back.searchParams)
  if (query['state'] !== state) throw new Error(`the simulator's sign-in page did not answer as it should: ${page.slice(0, 200)}`)
  await finishSignIn(signIn, context, { code: query['code'] ?? '', verifier, redirectUri: REDIRECT_URI })
  return signIn.learn?.(query) ?? {}
}
