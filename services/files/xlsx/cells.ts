import { UnreadableSheet } from '../sheet';
import { columnOf, numberText, unescaped } from './cell-text';
import { createRichText } from './rich-text';
import type { OpenTag, XmlEvent } from './xml-events';

export interface PlacedText {
  /** 0 for column A. */
  readonly column: number;
  readonly text: string;
}

export interface CellReader {
  /** A cell without a reference follows the one before it in its row. */
  startRow(): void;
  /** The text of a cell when the event ends one that has any. */
  take(event: XmlEvent): PlacedText | undefined;
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  readonly value: string;
}

/** How a value is read by the type of its cell (ST_CellType); a formula's cell has its last result as its value. */
const readings: ReadonlyMap<string, (value: string, strings: readonly string[]) => string> = new Map([
  ['n', (value: string) => numberText(value.trim())],
  ['s', sharedText],
  ['str', unescaped],
  ['inlineStr', asItIs],
  ['b', (value: string) => (value.trim() === '1' ? 'TRUE' : 'FALSE')],
  ['e', asItIs],
  ['d', asItIs],
]);

/** A value of more than `longest` characters is `row-too-long`. */
export function createCellReader(strings: readonly string[], longest: number): CellReader {
  const inlineText = createRichText('is', longest);
  let column = -1;
  let cell: OpenCell | undefined;
  let isValue = false;
  const open = ({ name, attributes }: OpenTag): void => {
    if (name === 'v') isValue = true;
    if (name !== 'c') return;
    column = attributes['r'] === undefined ? column + 1 : columnOf(attributes['r']);
    cell = { column, type: attributes['t'] ?? 'n', value: '' };
  };
  const close = (name: string): PlacedText | undefined => {
    if (name === 'v') isValue = false;
    if (name !== 'c') return undefined;
    const ended = cell;
    cell = undefined;
    return ended === undefined || ended.value === '' ? undefined : placed(ended, strings);
  };
  return {
    startRow() {
      column = -1;
    },
    take(event) {
      const inline = inlineText(event);
      if (inline !== undefined && cell !== undefined) cell = { ...cell, type: 'inlineStr', value: inline };
      if (event.type === 'open') open(event);
      if (event.type === 'close') return close(event.name);
      if (event.type === 'text' && isValue && cell !== undefined) {
        cell = { ...cell, value: cell.value + event.text };
      }
      if ((cell?.value.length ?? 0) > longest) throw new UnreadableSheet('row-too-long');
      return undefined;
    },
  };
}

function placed({ column, type, value }: OpenCell, strings: readonly string[]): PlacedText {
  const read = readings.get(type);
  if (read === undefined) throw new UnreadableSheet('damaged');
  return { column, text: read(value, strings) };
}

function sharedText(value: string, strings: readonly string[]): string {
  const text = /^\d{1,9}$/.test(value.trim()) ? strings[Number(value)] : undefined;
  if (text === undefined) throw new UnreadableSheet('damaged');
  return text;
}

function asItIs(value: string): string {
  return value;
}
