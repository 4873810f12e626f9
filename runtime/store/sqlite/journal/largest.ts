/** SQLite's largest integer, as a word of a statement: behind every time and every number of an event. */
export const LARGEST = '9223372036854775807'
