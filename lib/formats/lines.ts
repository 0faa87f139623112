// Letters by their class that show nothing: fillers, and braille without a dot.
const FILLERS = /[\u115f\u1160\u2800\u3164\uffa0]/g

/** A text of several lines as it is stored: without control and invisible characters but line ends and tabs, trimmed. */
export const visibleText = (text: string) =>
  text
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{C}\n\t]/gu, '')
    .replace(FILLERS, '')
    .trim()
