// The embedded store's file in the data directory.

export const DATABASE_FILE = 'tillflow.db'
