/**
 * Spreadsheets read a cell that begins so as a formula, some also behind white space or characters nobody sees; the
 * full-width forms count as the same.
 */
const formulaStart = /^(?:[\s\p{C}]*[=+\-@＝＋－＠]|[\t\r\n])/u;
/** Where lists are separated by semicolons, a spreadsheet begins a new cell at one within a cell, quoted or not. */
const formulaWithin = /([,;\t\r\n](?:(?![\t\r\n])[\s\p{C}"])*)(?=[=+\-@＝＋－＠])/gu;
const needsQuotes = /[",;\r\n\t]|^\s|\s$/;

/**
 * A table as a CSV file that Excel opens as it is: UTF-8 with a byte order mark, lines that end in CRLF, cells quoted
 * where they must be (RFC 4180), and none of them read as a formula, not even in part by a spreadsheet that separates
 * cells otherwise.
 */
export function csvFile(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(cell).join(','));
  return Buffer.from(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`, 'utf8');
}

function cell(text: string): string {
  const plain = text.replaceAll('\0', '').replaceAll(formulaWithin, "$1'");
  const safe = formulaStart.test(plain) ? `'${plain}` : plain;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
