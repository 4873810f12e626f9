// Python exceptions as Odoo's two APIs send them.

export class OdooFault extends Error {
  readonly exception: string
  /** Of JSON-2; JSON-RPC always answers 200. */
  readonly status: number
  constructor(exception: string, message: string, status: number) {
    super(message)
    this.exception = exception
    this.status = status
  }
}

export const accessDenied = () => new OdooFault('odoo.exceptions.AccessDenied', 'Access Denied', 403)
export const unauthorized = () => new OdooFault('werkzeug.exceptions.Unauthorized', 'Invalid apikey', 401)
export const accessError = (message: string) => new OdooFault('odoo.exceptions.AccessError', message, 403)
export const validationError = (message: string) => new OdooFault('odoo.exceptions.ValidationError', message, 422)
export const userError = (message: string) => new OdooFault('odoo.exceptions.UserError', message, 422)
export const valueError = (message: string) => new OdooFault('builtins.ValueError', message, 500)
export const unprocessable = (message: string) => new OdooFault('werkzeug.exceptions.UnprocessableEntity', message, 422)
export const noModel = (model: string) => new OdooFault('werkzeug.exceptions.NotFound', `the model '${model}' does not exist`, 404)
export const noMethod = (model: string, method: string) =>
  new OdooFault('werkzeug.exceptions.NotFound', `The method '${model}.${method}' does not exist`, 404)
export const missingError = (model: string, id: unknown) =>
  new OdooFault(
    'odoo.exceptions.MissingError',
    `Record does not exist or has been deleted.\n(Record: ${model}(${String(id)},), User: 2)`,
    404,
  )

/** The body of JSON-2, and the `data` of JSON-RPC. */
export const failureBody = (fault: OdooFault) => ({
  name: fault.exception,
  message: fault.message,
  arguments: fault.exception.startsWith('werkzeug.') ? [fault.message, fault.status] : [fault.message],
  context: {},
  debug: 'Traceback (most recent call last):\n  …',
})

export const rpcErrorBody = (id: unknown, fault: OdooFault) => ({
  jsonrpc: '2.0',
  id,
  error: { code: 200, message: 'Odoo Server Error', data: failureBody(fault) },
})
