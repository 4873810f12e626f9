// One call of a model's method, in the words of JSON-2; JSON-RPC is spoken from the same words.

export interface Call {
  /** Technical name such as `sale.order`. */
  readonly model: string
  readonly method: string
  /** Records to call it on; absent for methods of the model itself. */
  readonly ids?: readonly number[]
  /** By name. */
  readonly params?: Readonly<Record<string, unknown>>
  readonly context?: Readonly<Record<string, unknown>>
}
