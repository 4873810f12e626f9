// How QuickBooks says no. https://developer.intuit.com/app/developer/qbo/docs/develop/troubleshooting/error-codes
import type { Fault } from '#connectors/kit/simulator-faults.ts'

export class QuickBooksRefusal extends Error {
  override readonly name = 'QuickBooksRefusal'
  readonly code: string
  readonly detail: string
  constructor(code: string, message: string, detail: string) {
    super(message)
    this.code = code
    this.detail = detail
  }
}

export const businessError = (detail: string) =>
  new QuickBooksRefusal(
    '6000',
    'A business validation error has occurred while processing your request',
    `Business Validation Error: ${detail}`,
  )

export const missing = (name: string) =>
  new QuickBooksRefusal(
    '2020',
    'Required param missing, need to supply the required value for the API',
    `Required parameter ${name} is missing in the request`,
  )

export const notFound = () =>
  new QuickBooksRefusal(
    '610',
    'Object Not Found',
    'Object Not Found : Something you are trying to use has been made inactive or does not exist.',
  )

export const faultOf = ({ message, detail, code }: QuickBooksRefusal) => ({
  Fault: { Error: [{ Message: message, Detail: detail, code, element: '' }], type: 'ValidationFault' },
  time: new Date().toISOString(),
})

/** Refusals of the gateway are written in another way than those of the books. */
export const gatewayFault = (
  status: 401 | 403 | 429,
  name: string,
  code: string,
  type: string,
  headers: Record<string, string> = {},
): Response =>
  Response.json(
    {
      warnings: null,
      intuitObject: null,
      fault: {
        error: [{ message: `message=${name}; errorCode=00${code}; statusCode=${status}`, detail: name, code, element: null }],
        type,
      },
    },
    { status, headers },
  )

export const unauthorized = () => gatewayFault(401, 'AuthenticationFailed', '3200', 'AUTHENTICATION')

export function quickbooksFault(fault: Fault): Response | undefined {
  if (fault.kind === 'unauthorized') return unauthorized()
  if (fault.kind !== '429') return undefined
  return gatewayFault(
    429,
    'ThrottleExceeded',
    '3001',
    'THROTTLE',
    fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter },
  )
}
