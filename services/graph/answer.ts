/** An HTTP answer read to its end. `body` is undefined when it is not JSON. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly body: unknown;
  readonly isEmpty: boolean;
}

/** The answer is longer than this bot is ready to hold. */
export class AnswerTooLong extends Error {}

/** Reads and parses a body, up to `maxBytes`; the request's signal also ends the reading. */
export async function readAnswer(response: Response, maxBytes: number): Promise<Answer> {
  const text = await readText(response, maxBytes);
  return { status: response.status, headers: response.headers, body: parseJson(text), isEmpty: text === '' };
}

async function readText(response: Response, maxBytes: number): Promise<string> {
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    bytes += chunk.byteLength;
    if (bytes > maxBytes) throw new AnswerTooLong();
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
