/** Waits for what a job does in its own time; fails after half a minute. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if (await holds()) return;
    await new Promise((resume) => setTimeout(resume, 50));
  }
  throw new Error(`Never became true: ${holds.toString()}`);
}
