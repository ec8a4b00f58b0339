/** Spreadsheets read a cell that begins so as a formula; the full-width forms count as the same. */
const formulaStart = /^[=+\-@\t\r\n＝＋－＠]/;
const needsQuotes = /[",;\r\n\t]|^\s|\s$/;

/**
 * A table as a CSV file that Excel opens as it is: UTF-8 with a byte order mark, lines that end in CRLF, cells quoted
 * where they must be (RFC 4180), and none of them read as a formula.
 */
export function csvFile(rows: readonly (readonly string[])[]): Uint8Array {
  const lines = rows.map((row) => row.map(cell).join(','));
  return Buffer.from(`\uFEFF${lines.map((line) => `${line}\r\n`).join('')}`, 'utf8');
}

function cell(text: string): string {
  const plain = text.replaceAll('\0', '');
  const safe = formulaStart.test(plain) ? `'${plain}` : plain;
  return needsQuotes.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
