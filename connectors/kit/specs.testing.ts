// Where the vendors' own descriptions and samples are. They are no part of the project: a test that needs them is skipped without them.
export const SPECS_DIR = process.env['TILLFLOW_SPECS_DIR'] ?? new URL('../../../shared/specs', import.meta.url).pathname
