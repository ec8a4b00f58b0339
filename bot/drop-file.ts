import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { readConfig } from './config';

const fileDownload = 'application/vnd.microsoft.teams.file.download.info';
/** As in .m365agentsplayground.yml. */
const conversationId = 'a:1-demo-personal-chat';
const fetchedWithinMs = 30_000;

/**
 * `npm run drop -- devices.csv`: hands a file to the running demo as if it had been dropped into the Playground's
 * personal chat, which has no button for that.
 */
async function drop(file: string, playgroundPort: number): Promise<void> {
  const bytes = readFileSync(file);
  const server = createServer((_, response) => {
    response.setHeader('content-length', bytes.length);
    response.end(bytes);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const name = path.basename(file);
  const content = { downloadUrl: `http://127.0.0.1:${port}/`, fileType: path.extname(name).slice(1) };
  const fetched = new Promise<void>((resolve) => {
    server.once('request', (_, response) => response.once('close', resolve));
    setTimeout(resolve, fetchedWithinMs).unref();
  });
  const activities = `http://localhost:${playgroundPort}/_internal/v1/customActivities`;
  const template = await fetch(`${activities}/template?conversationId=${encodeURIComponent(conversationId)}`);
  await fetch(activities, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      ...((await template.json()) as object),
      type: 'message',
      text: '',
      attachments: [{ contentType: fileDownload, name, content }],
    }),
  });
  await fetched;
  server.close();
}

const [file] = process.argv.slice(2);
const reading = readConfig();
if (file === undefined || !reading.ok) {
  process.stderr.write('Usage: npm run drop -- <file.csv or file.xlsx>, while the demo runs.\n');
  process.exitCode = 2;
} else {
  void drop(file, reading.config.demo.playgroundPort).catch((error: unknown) => {
    process.stderr.write(`Not dropped. Is the demo running (npm start)? ${String(error)}\n`);
    process.exitCode = 1;
  });
}
