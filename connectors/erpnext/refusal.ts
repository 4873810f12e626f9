// How Frappe says no: `exc_type` names the Python exception, `_server_messages` is a JSON list, within JSON, of JSON objects with HTML.
// 403 a permission, 404 no such document, 409 a duplicate, 417 a rule of the document.
// https://github.com/frappe/frappe/blob/version-15/frappe/exceptions.py
import { AppError } from '#shared/errors.ts'
import { isRecord } from '#shared/json.ts'
import { say } from '#shared/sentence.ts'
import type { HttpResponse } from '#connectors/kit/contract.ts'

export function refusal(response: Pick<HttpResponse, 'status' | 'text'>): AppError {
  const body = parsed(response.text)
  const type = isRecord(body) && typeof body['exc_type'] === 'string' ? body['exc_type'] : undefined
  if (!isRecord(body) || type === undefined) {
    return new AppError('vendor-answer-invalid', {
      message: say`The address answered ${response.status}, and not as ERPNext does.`,
      fix: 'Check the address of the connection.',
    })
  }
  const said = sentences(body['_server_messages']).join(' ') || exceptionText(body['exception']) || type
  const details = { vendorCode: type, status: response.status }
  if (response.status === 403) {
    return new AppError('credentials-invalid', {
      message: say`ERPNext does not permit this: ${said.slice(0, 600)}`,
      fix: "Give the connection's user a role that may do this.",
      details,
    })
  }
  return new AppError('vendor-rejected', { message: `ERPNext: ${said.slice(0, 600)}`, details })
}

function sentences(serverMessages: unknown): readonly string[] {
  const list = typeof serverMessages === 'string' ? parsed(serverMessages) : undefined
  if (!Array.isArray(list)) return []
  return (list as readonly unknown[]).flatMap((entry) => {
    const message = typeof entry === 'string' ? parsed(entry) : entry
    return isRecord(message) && typeof message['message'] === 'string' ? [plain(message['message'])] : []
  })
}

/** `frappe.exceptions.ValidationError: Delivery Date is missing` */
const exceptionText = (exception: unknown): string => (typeof exception === 'string' ? plain(exception.replace(/^[\w.]+: /, '')) : '')

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // The caller says what that means.
  }
}

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ')
    .trim()
