// WooCommerce's way to refuse: a stable code, a sentence in the site's language, the status once more.
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class WooFault extends Error {
  readonly status: 400 | 401 | 404
  readonly code: string
  readonly data: Readonly<Record<string, unknown>>
  constructor(status: WooFault['status'], code: string, message: string, data: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.status = status
    this.code = code
    this.data = data
  }
}

export const faultBody = ({ status, code, message, data }: WooFault) => ({ code, message, data: { status, ...data } })

export const invalidParameter = (name: string, why: string) =>
  new WooFault(400, 'rest_invalid_param', `Invalid parameter(s): ${name}`, { params: { [name]: why } })

const cannotView = () => new WooFault(401, 'woocommerce_rest_cannot_view', 'Sorry, you cannot list resources.')

/** A wrong pair of keys; a missing one is told like this, too, by a site that hides what it has. */
export const unauthorized = () => new WooFault(401, 'woocommerce_rest_authentication_error', 'Consumer secret is invalid.')

export function wooFault(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return Response.json(faultBody(cannotView()), { status: 401 })
  if (fault.kind !== '500') return undefined
  const message =
    '<p>There has been a critical error on this website.</p><p><a href="https://wordpress.org/documentation/article/faq-troubleshooting/">Learn more about troubleshooting WordPress.</a></p>'
  return Response.json({ code: 'internal_server_error', message, data: { status: 500 } }, { status: 500 })
}
