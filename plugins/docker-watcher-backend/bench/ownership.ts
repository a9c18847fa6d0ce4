import { LABEL_ENTITY_REF } from 'backstage-plugin-docker-watcher-common';
import {
  ClaimableContainer,
  ClaimingEntity,
  matchClaims,
} from '../src/inventory/ownership/matchClaims';
import { parseClaimAnnotations } from '../src/inventory/ownership/parseClaimAnnotations';
import { Report, compare, processorTime, takeTurns } from './lib/measure';
import { runBench } from './lib/runBench';

const ENTITIES = 5000;
const CONTAINERS = 10_000;
const HOSTS = 10;
const ROUNDS = 11;

/**
 * Matches annotations of many entities with many containers. Beside it a loop over the
 * same containers reads the label that names an entity, and nothing else.
 */
async function ownership(): Promise<Report> {
  const entities = Array.from({ length: ENTITIES }, (_, i) => createEntity(i));
  const containers = Array.from({ length: CONTAINERS }, (_, i) =>
    createContainer(i),
  );
  const match = () =>
    matchClaims({ entities, containers, trustsOwners: host => host === 'h1' });
  const readLabels = () => {
    const owned = new Map<string, string>();
    for (const { host, id, labels } of containers) {
      const entityRef = labels[LABEL_ENTITY_REF];
      if (entityRef !== undefined) {
        owned.set(`${host}/${id}`, entityRef);
      }
    }
    return owned;
  };
  const taken = await takeTurns(
    { rounds: ROUNDS, warmUp: 2 },
    {
      ours: async () => [await processorTime(5, async () => match())],
      bare: async () => [await processorTime(5, async () => readLabels())],
    },
  );
  const comparison = compare(
    {
      name: `${ENTITIES} entities, ${CONTAINERS} containers against labels alone`,
      unit: 'ms of processor time',
    },
    taken,
  );
  const { claims, examined } = match();
  const found = [...claims.values()].reduce((sum, one) => sum + one.length, 0);
  return {
    comparisons: [comparison],
    figures: [
      {
        name: 'one match of everything with everything',
        unit: 'ms',
        value: comparison.ours.median,
        target: { atMost: 1000 },
      },
    ],
    facts: [
      {
        text: `${examined} looks at a container found ${found} claims; each entity against each container would be ${
          ENTITIES * CONTAINERS
        }.`,
        isAsExpected: found > 20_000 && examined < found * 1.5,
      },
    ],
  };
}

function createEntity(i: number): ClaimingEntity {
  const claims: Record<string, string>[] = [
    { 'docker-watcher/container-name': `c${i}` },
    { 'docker-watcher/selector': `env=prod,app=a${i % 2500}` },
    { 'docker-watcher/compose-project': `p${i % 1000}` },
    {
      'docker-watcher/compose-project': `p${i % 1000}`,
      'docker-watcher/compose-service': `s${i % 5}`,
    },
  ];
  const { pattern } = parseClaimAnnotations({
    ...claims[i % 4],
    ...(i % 2 === 0 && { 'docker-watcher/host': `h${i % HOSTS}` }),
  });
  if (!pattern) {
    throw new Error(`Entity ${i} claims nothing`);
  }
  return {
    entityRef: `component:default/e${i}`,
    ownerRefs: ['group:default/shop'],
    pattern,
  };
}

function createContainer(i: number): ClaimableContainer {
  return {
    host: `h${i % HOSTS}`,
    id: i.toString(16).padStart(64, '0'),
    name: `c${i}`,
    project: `p${i % 1000}`,
    service: `s${i % 5}`,
    labels: {
      env: 'prod',
      app: `a${i % 2500}`,
      [LABEL_ENTITY_REF]: `component:default/e${i}`,
    },
  };
}

runBench(ownership);
