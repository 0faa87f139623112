/** One line of progress, on stderr: stdout belongs to the command. */
export const say = (line) => process.stderr.write(`kehu · ${line}\n`)
