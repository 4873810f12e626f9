// What is wrong with a file, a record or a sale, as a sentence for whoever has to correct it.
import { AppError } from '#shared/errors.ts'

/** With a line or a sale: it is set aside, the others go on. */
export const wrong = (sentence: string): Error => new Error(sentence)

/** With the whole file: nothing of it is taken. */
export const unreadable = (message: string): AppError =>
  new AppError('file-unreadable', {
    message,
    fix: 'Compare the file with the settings of the trigger, correct one of them, and deliver the file again.',
  })
