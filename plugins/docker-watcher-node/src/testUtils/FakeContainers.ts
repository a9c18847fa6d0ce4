import { InspectedContainer, ListedContainer } from '../ContainerEngine';

/**
 * What a test may say about a container of a fake engine.
 * @public
 */
export type FakeContainerInput = Partial<InspectedContainer> & {
  /** Text of the list's status; derived from the state when absent. */
  statusText?: string;
};

/** @returns a container without any particulars but those given. */
export function createFakeContainer(
  input: FakeContainerInput & { id: string; createdAt: string },
): FakeContainerInput & InspectedContainer {
  return {
    name: `container-${input.id.slice(0, 12)}`,
    image: 'busybox:test',
    imageId: `sha256:${'b'.repeat(64)}`,
    state: 'created',
    health: 'none',
    restartCount: 0,
    restartPolicy: 'no',
    ports: [],
    mounts: [],
    networks: [],
    labels: {},
    environmentNames: [],
    tty: false,
    logDriver: 'json-file',
    ...input,
  };
}

/** What the list tells of a container. */
export function toListed(
  container: FakeContainerInput & InspectedContainer,
  options: { listTellsHealth: boolean },
): ListedContainer {
  const { id, name, image, imageId, state, health, createdAt } = container;
  const tellsHealth = options.listTellsHealth || state !== 'running';
  return structuredClone({
    id,
    name,
    image,
    imageId,
    state,
    ...(tellsHealth ? { health } : {}),
    createdAt,
    ports: container.ports,
    labels: container.labels,
    statusText: container.statusText ?? describeState(container),
  });
}

function describeState(container: InspectedContainer): string {
  const { state, exitCode = 0, health } = container;
  switch (state) {
    case 'running':
      return health === 'none' ? 'Up 1 second' : `Up 1 second (${health})`;
    case 'paused':
      return 'Up 1 second (Paused)';
    case 'exited':
    case 'dead':
      return `Exited (${exitCode}) 1 second ago`;
    default:
      return state.charAt(0).toUpperCase() + state.slice(1);
  }
}
