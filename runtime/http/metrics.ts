// Numbers for Prometheus. No client or user stands in a label: /metrics needs no sign-in.
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Gauges } from './services.ts'

export interface Metrics {
  observeRequest(request: { readonly method: string; readonly route: string; readonly status: number; readonly seconds: number }): void
  /** In Prometheus' text format. */
  read(): Promise<{ readonly contentType: string; readonly text: string }>
}

export function createMetrics(gauges: Gauges = {}): Metrics {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const requests = new Counter({
    name: 'tillflow_http_requests_total',
    help: 'HTTP requests answered',
    labelNames: ['method', 'route', 'status'],
    registers: [registry],
  })
  const seconds = new Histogram({
    name: 'tillflow_http_request_seconds',
    help: 'Time from the request to its answer',
    labelNames: ['method', 'route'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers: [registry],
  })
  const { runsByStatus, queueAgeSeconds, scheduleTimesSkipped, storeSizes } = gauges
  if (runsByStatus) {
    const gauge: Gauge<'status'> = new Gauge({
      name: 'tillflow_runs',
      help: 'Runs of the last day by status',
      labelNames: ['status'],
      registers: [registry],
      collect: async () => {
        for (const [status, count] of Object.entries(await runsByStatus())) gauge.set({ status }, count)
      },
    })
  }
  if (queueAgeSeconds) {
    const gauge: Gauge = new Gauge({
      name: 'tillflow_queue_age_seconds',
      help: 'How long the oldest due run has been waiting for a worker',
      registers: [registry],
      collect: async () => gauge.set(await queueAgeSeconds()),
    })
  }
  if (storeSizes) {
    const gauge: Gauge<'of'> = new Gauge({
      name: 'tillflow_store_bytes',
      help: 'Size of the database and of its log, and free space on its disk',
      labelNames: ['of'],
      registers: [registry],
      collect: async () => {
        const { databaseBytes, logBytes, diskFreeBytes } = await storeSizes()
        for (const [of, bytes] of Object.entries({ database: databaseBytes, log: logBytes, free: diskFreeBytes }))
          if (bytes !== undefined) gauge.set({ of }, bytes)
      },
    })
  }
  if (scheduleTimesSkipped) {
    const gauge: Gauge = new Gauge({
      name: 'tillflow_schedule_times_skipped',
      help: 'Times of schedules that were left out: missed while Tillflow was down, or while the run before still went on',
      registers: [registry],
      collect: async () => gauge.set(await scheduleTimesSkipped()),
    })
  }
  return {
    observeRequest: ({ method, route, status, seconds: took }) => {
      requests.inc({ method, route, status })
      seconds.observe({ method, route }, took)
    },
    read: async () => ({ contentType: registry.contentType, text: await registry.metrics() }),
  }
}
