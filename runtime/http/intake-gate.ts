// How much may be on its way to the disk at once. A store that is slow or stands still must not fill the memory with deliveries: beyond
// this the sender is told to come again, which every vendor does.
import { AppError } from '#shared/errors.ts'

export interface IntakeGate {
  /** Runs `work` while the delivery counts. Throws `unavailable` where there is no room, before a byte of it is read. */
  within<T>(declaredBytes: number | undefined, work: () => Promise<T>): Promise<T>
}

export function createIntakeGate(limits: { readonly deliveries: number; readonly bytes: number; readonly largest: number }): IntakeGate {
  let deliveries = 0
  let bytes = 0
  return {
    async within(declaredBytes, work) {
      // A body of unknown length may be as large as any.
      const size = Math.min(declaredBytes ?? limits.largest, limits.largest)
      if (deliveries >= limits.deliveries || (deliveries > 0 && bytes + size > limits.bytes)) {
        throw new AppError('unavailable', {
          message: 'Too many deliveries are waiting to be stored.',
          fix: 'Send it again shortly. Nothing was stored.',
        })
      }
      deliveries++
      bytes += size
      try {
        return await work()
      } finally {
        deliveries--
        bytes -= size
      }
    },
  }
}
