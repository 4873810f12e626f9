// The functions an expression may call, without `$`: to tell a typing mistake ("$upercase") from a variable.
import { FUNCTION_DOCS } from './functions/docs.ts'

/** jsonata's own and Tillflow's: what is documented is what exists; the sandbox's tests run each one's examples. */
export const KNOWN_FUNCTIONS: ReadonlySet<string> = new Set(FUNCTION_DOCS.map(({ name }) => name.slice(1)))
