// The time that an expression sees. It stands still during an evaluation and can be given again, so that a repeated step gives the same result.

let clock = 0

export function useClock(milliseconds: number): void {
  clock = milliseconds
}

export function now(): number {
  return clock
}

/** Date for jsonata: without arguments the evaluation's time, else the real thing. */
export function SandboxDate(...args: [] | [number]): Date {
  return args.length === 0 ? new Date(clock) : new Date(args[0])
}
SandboxDate.UTC = Date.UTC
SandboxDate.parse = Date.parse
SandboxDate.now = (): number => clock
