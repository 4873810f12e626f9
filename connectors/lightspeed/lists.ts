// The short lists that a sale refers to: outlets, registers and taxes. Read whole, page by page along the version.
import type { Static, TSchema } from 'typebox'
import { AppError } from '#shared/errors.ts'
import { say } from '#shared/sentence.ts'
import type { CallContext, HttpRequest } from '#connectors/kit/contract.ts'
import { read } from './client.ts'
import { listOf, Outlet, PaymentType, Register, Tax, type LightspeedOutlet, type LightspeedRegister } from './schemas.ts'

const PAGE_SIZE = 200
/** A chain with more of these than 50 pages hold is none that this API serves. */
const MOST_PAGES = 50

export async function readWhole<S extends TSchema>(
  context: CallContext,
  path: string,
  item: S,
  only: HttpRequest['query'] = {},
): Promise<readonly Static<S>[]> {
  const all: Static<S>[] = []
  let after: number | undefined
  for (let page = 0; page < MOST_PAGES; page++) {
    const { data } = await read(context, path, listOf(item), { ...only, after, page_size: PAGE_SIZE })
    all.push(...(data as readonly Static<S>[]))
    const versions = (data as readonly { readonly version: number }[]).map(({ version }) => version)
    const last = Math.max(after ?? 0, ...versions)
    // The end is a page with nothing on it; one that does not move on is no page either.
    if (data.length === 0 || last === after) break
    after = last
  }
  return all
}

export const readOutlets = (context: CallContext) => readWhole(context, '/outlets', Outlet)
export const readRegisters = (context: CallContext) => readWhole(context, '/registers', Register)
export const readTaxes = (context: CallContext) => readWhole(context, '/taxes', Tax)
export const readPaymentTypes = (context: CallContext) => readWhole(context, '/payment_types', PaymentType)

/** Throws `vendor-rejected`. */
export async function needRegister(
  context: CallContext,
  registerId: string,
): Promise<{ readonly register: LightspeedRegister; readonly outlet: LightspeedOutlet }> {
  const [registers, outlets] = [await readRegisters(context), await readOutlets(context)]
  const register = registers.find(({ id }) => id === registerId)
  const outlet = outlets.find(({ id }) => id === register?.outlet_id)
  if (register && outlet) return { register, outlet }
  throw new AppError('vendor-rejected', {
    message: say`Lightspeed has no register ${registerId}.`,
    fix: 'Take the id of a register from "List outlets and registers".',
  })
}
