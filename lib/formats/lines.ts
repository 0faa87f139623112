/** A text of several lines as it is stored: without control and invisible characters but line ends and tabs, trimmed. */
export const visibleText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .trim()
