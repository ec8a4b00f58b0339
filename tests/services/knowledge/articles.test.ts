import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { z } from 'zod';
import {
  articleShape,
  codeRowShape,
  families,
  type Article,
  type CodeRow,
} from '../../../services/knowledge/article';
import { codeNumber } from '../../../services/knowledge/code-number';
import { notionShape, type Notion } from '../../../services/knowledge/notion';

const root = path.resolve(__dirname, '../../../services/knowledge');

function filesBelow(folder: string): readonly { readonly file: string; readonly data: unknown }[] {
  return readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .map((file) => ({
      file,
      data: JSON.parse(readFileSync(path.join(root, folder, file), 'utf8')) as unknown,
    }));
}

const articleFiles = filesBelow('articles');
const articles = articleFiles.map(({ data }) => data as Article);
const notionFiles = filesBelow('notions');
const notions = notionFiles.map(({ data }) => data as Notion);
const rows = filesBelow('codes').flatMap(({ data }) => data as CodeRow[]);
const others = ['modes/modes.json', 'status-pages/esp-recommendations.json', 'sources.json'].map(
  (file) => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as unknown,
);
const sources = others.at(-1) as Record<string, unknown>;

/** Every list named `from`, wherever it stands. */
function sourcesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(sourcesIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) =>
    key === 'from' ? (each as string[]) : sourcesIn(each),
  );
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** What several have in common, with all who have it. */
function shared<T>(all: readonly T[], keysOf: (each: T) => readonly string[], nameOf: (each: T) => string) {
  const owners = new Map<string, string[]>();
  for (const each of all)
    for (const key of keysOf(each)) owners.set(key, [...(owners.get(key) ?? []), nameOf(each)]);
  return [...owners].filter(([, names]) => names.length > 1);
}

const problemsOf = (shape: z.ZodType, data: unknown) =>
  shape.safeParse(data).error?.issues.map(({ path: at, message }) => `${at.join('.')}: ${message}`) ?? [];

it.each(articleFiles)('articles/$file has the shape of an article', ({ file, data }) => {
  expect(problemsOf(articleShape, data)).toEqual([]);
  const { id, kind, family } = data as Article;
  expect(file.replaceAll('\\', '/')).toBe(`${kind === 'screen' ? 'screens' : family}/${id}.json`);
});

it.each(notionFiles)('notions/$file has the shape of a notion', ({ file, data }) => {
  expect(problemsOf(notionShape, data)).toEqual([]);
  const { id, table } = data as Notion;
  expect(file).toBe(`${id}.json`);
  for (const row of table?.rows ?? []) expect(row).toHaveLength(table?.columns.length ?? 0);
});

it('has at least 150 full articles of codes, and one for every family', () => {
  expect(articles.filter(({ kind }) => kind === 'code').length).toBeGreaterThanOrEqual(150);
  expect(families.filter((family) => !articles.some(({ id }) => id === `family-${family}`))).toEqual([]);
});

it('has a row with its meaning for each of 872 codes', () => {
  expect(problemsOf(z.array(codeRowShape), rows)).toEqual([]);
  expect(new Set(rows.map(({ code }) => code)).size).toBe(872);
});

it('names a known source for every claim, and none that nothing is known from', () => {
  const named = new Set(sourcesIn([articles, notions, rows, others]));
  expect([...named].filter((id) => !(id in sources))).toEqual([]);
  expect(Object.keys(sources).filter((id) => !named.has(id))).toEqual([]);
});

it('has no title twice', () => {
  const titled = [...articles, ...notions];
  expect(
    shared(
      titled,
      ({ title }) => [title.toLowerCase()],
      ({ id }) => id,
    ),
  ).toEqual([]);
});

it('lets each code and each id belong to one thing', () => {
  expect(
    shared(
      articles,
      ({ codes }) => codes,
      ({ id }) => id,
    ),
  ).toEqual([]);
  expect(
    shared(
      [...articles, ...notions],
      ({ id }) => [id],
      ({ title }) => title,
    ),
  ).toEqual([]);
});

it('writes each code as it is looked up', () => {
  const codes = [...articles.flatMap(({ codes: all }) => all), ...rows.map(({ code }) => code)];
  expect(codes.filter((code) => !code.startsWith('AADSTS') && codeNumber(code)?.key !== code)).toEqual([]);
});

it('leads only to what there is', () => {
  const there = new Set([
    ...articles.flatMap(({ id, codes }) => [id, ...codes]),
    ...notions.map(({ id }) => id),
    ...rows.map(({ code }) => code),
  ]);
  const lost = [...articles, ...notions].flatMap(({ id, related }) =>
    related.filter((to) => !there.has(to)).map((to) => `${id} → ${to}`),
  );
  expect(lost).toEqual([]);
});

/** A code, a symbol, a number that looks like one. */
const codeLike = /0x|\b[A-Z]{2,}_[A-Z]|\bAADSTS|\d{3,}/;
const jargon =
  /\b(TPM|MDM|ESP|OOBE|HRESULT|IME|Intune|Entra|Autopilot|CSP|MSI|DNS|UPN)\b|\b(enrol|tenant|hash|proxy)/i;

it('speaks to employees without a code and without jargon', () => {
  const voices = articles.map(({ id, employee }) => ({ id, said: `${employee.happened} ${employee.now}` }));
  expect(voices.filter(({ said }) => codeLike.test(said) || jargon.test(said))).toEqual([]);
});

it('holds nothing that would be read as Markdown', () => {
  const texts = [articles, notions, rows].flatMap((all) => textsIn(all));
  expect(texts.filter((text) => /\*\*|`|\]\(/.test(text))).toEqual([]);
});
