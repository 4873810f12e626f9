// Python exceptions as Odoo's JSON-RPC sends them.

export class OdooFault extends Error {
  readonly exception: string
  constructor(exception: string, message: string) {
    super(message)
    this.exception = exception
  }
}

export const accessDenied = () => new OdooFault('odoo.exceptions.AccessDenied', 'Access Denied')
export const validationError = (message: string) => new OdooFault('odoo.exceptions.ValidationError', message)
export const userError = (message: string) => new OdooFault('odoo.exceptions.UserError', message)
export const valueError = (message: string) => new OdooFault('builtins.ValueError', message)
export const missingError = (model: string, id: unknown) =>
  new OdooFault('odoo.exceptions.MissingError', `Record does not exist or has been deleted.\n(Record: ${model}(${String(id)},), User: 2)`)

/** Always with HTTP 200. */
export const errorBody = (id: unknown, fault: OdooFault) => ({
  jsonrpc: '2.0',
  id,
  error: {
    code: 200,
    message: 'Odoo Server Error',
    data: {
      name: fault.exception,
      debug: 'Traceback (most recent call last):\n  …',
      message: fault.message,
      arguments: [fault.message],
      context: {},
    },
  },
})
