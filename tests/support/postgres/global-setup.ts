import { startTestServer, type TestServer } from './template';

declare global {
  var testServer: TestServer | undefined;
}

/** Runs once before all tests; the workers inherit the variable. */
export default async function setUp(): Promise<void> {
  globalThis.testServer = await startTestServer();
  process.env['TEST_TEMPLATE_URL'] = globalThis.testServer.templateUrl;
}
