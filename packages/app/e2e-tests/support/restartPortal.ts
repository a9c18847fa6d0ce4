/** Kills the portal as a crash would. Nobody answers until `startPortal`. */
export async function killPortal(): Promise<void> {
  await control('/kill');
}

/** Starts the portal with the data it had, and waits until it answers. */
export async function startPortal(): Promise<void> {
  await control('/start');
}

async function control(path: string): Promise<void> {
  const response = await fetch(
    `${process.env.DOCKER_WATCHER_E2E_CONTROL}${path}`,
    { method: 'POST' },
  );
  if (!response.ok) {
    throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}
