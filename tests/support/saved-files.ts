import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { House } from './house';
import type { Person } from './teams-connector';

const consentCard = 'application/vnd.microsoft.teams.card.file.consent';

/** What a person got when they let the bot save a file. */
export interface SavedFile {
  readonly name: string;
  readonly description: string;
  readonly text: string;
}

/** A person's OneDrive: takes the files that the bot offers. */
export class Drive {
  private readonly texts: string[] = [];

  private constructor(private readonly server: Server) {}

  static async start(): Promise<Drive> {
    const server = createServer((request, response) => {
      void textOf(request).then((text) => {
        drive.texts.push(text);
        response.writeHead(201);
        response.end('{}');
      });
    });
    const drive = new Drive(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return drive;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  /** Presses the button that offers a file, takes the offer, and gives what was put into the drive. */
  async save({ teams }: Pick<House, 'teams'>, person: Person, verb: string, id: number): Promise<SavedFile> {
    const before = teams.sent.length;
    const pressed = await teams.press(person, verb, { id });
    const offered = teams.sent
      .slice(before)
      .flatMap(({ activity }) => activity.attachments ?? [])
      .find(({ contentType }) => contentType === consentCard);
    if (offered === undefined) throw new Error(`No file: ${JSON.stringify(pressed.body)}`);
    const { acceptContext, description } = offered.content as { acceptContext: object; description: string };
    const url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/drive`;
    const uploadInfo = {
      uploadUrl: url,
      contentUrl: url,
      name: offered.name,
      uniqueId: 'an-id',
      fileType: 'csv',
    };
    await teams.deliver({
      ...teams.message(person, ''),
      type: 'invoke',
      name: 'fileConsent/invoke',
      value: { type: 'fileUpload', action: 'accept', context: acceptContext, uploadInfo },
    });
    const text = this.texts.pop();
    if (text === undefined) throw new Error('Nothing was put into the drive');
    return { name: offered.name ?? '', description, text };
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
