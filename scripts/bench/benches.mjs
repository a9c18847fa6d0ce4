/**
 * What `yarn bench` measures, in this order; `file` is the TypeScript that does it,
 * and `meaning` what a reader of the report has to know to judge the figures.
 */
export const BENCHES = [
  {
    name: 'reconcile',
    title: 'A list in which nothing changed',
    file: 'reconcile.ts',
    needs: ['engine', 'postgres'],
    meaning: [
      'A host with 1,000 containers, 50 of them running, is listed every 30 seconds whether anything happens or not, so this is what watching costs at rest. Ours is what a watcher does then: list, decide which containers to inspect, compare with what is stored, note the time. The bare script is `new Docker({ socketPath }).listContainers({ all: true })` and nothing else. Processor time of the whole process, the engine not included.',
      'In the second part an engine is played back from the first one\'s answers: all 1,000 containers run, and the words of each ("Up 3 minutes") are others in each list. Entries that an engine gives in another order each time, as Docker does with several mounts of a container, have to be parsed again and cost more than these, which have none.',
    ],
  },
  {
    name: 'event',
    title: 'From an event to its reader',
    file: 'eventToReader.ts',
    needs: ['engine', 'postgres'],
    meaning: [
      "A container is paused and unpaused. Measured from the time that the engine gives its event to the moment at which somebody who asks over HTTP has it. Ours: the watcher commits state, event and cursor in one transaction under its lease, and the reader asks `GET /events` as soon as the log says there is something, with permissions decided and the answer validated. The bare script: `getEvents` of dockerode, an inspection, one upsert with knex, and a read of that row through `node:http`. Both read on the same hint, and each is off while it is the other's turn.",
    ],
  },
  {
    name: 'storm',
    title: 'A storm of 20,000 events',
    file: 'storm.ts',
    needs: ['postgres'],
    meaning: [
      'An engine that is played tells of 20,000 pauses and unpauses of 1,000 containers as fast as the socket takes them. Growth is against the same process before the storm, after a garbage collection: the highest of what was seen during the storm, and what is left after it. How much garbage Node lets pile up is its own choice, up to some 30 MB of the youngest; so a second storm is taken with a collection every 150 ms, which shows what is really held. The limit is on that and on the resident memory; with its garbage the heap may well go beyond. 2,000 events went by beforehand, so what code and buffers take once is not in it.',
    ],
  },
  {
    name: 'append',
    title: 'Appending to the log',
    file: 'append.ts',
    needs: ['postgres'],
    meaning: [
      'Commits of 100 events through the store, each with the check of the lease, the cursor of the host, and the lock that keeps ids in the order in which they become visible. The bare scripts put the same rows into the same table, 100 at a time: with `knex.batchInsert`, which makes a transaction and pauses for a millisecond, and with a plain `insert`, which does neither.',
    ],
  },
  {
    name: 'fan-out',
    title: 'An event to a thousand readers',
    file: 'streamFanOut.ts',
    needs: ['postgres'],
    meaning: [
      'A thousand open streams of server-sent events, and one event. Ours: from the hint that something was committed, through a read of the log, filters, permissions and Express, to the moment at which half of the readers, and 99 % of them, have it. The bare script: from the first of a thousand `response.write` of the same bytes to everybody connected with `node:http`. Once all readers ask for the same, and once each has a filter of its own, so that nothing but the writing down of the event is shared. The readers are bare sockets in the same process and cost both the same.',
    ],
  },
  {
    name: 'resume',
    title: 'A thousand readers return',
    file: 'streamResume.ts',
    needs: ['postgres'],
    meaning: [
      'A backend has just started, and a thousand readers open their streams again where they were, up to 50 events back: until the last of them has the last event. The bare script answers each with one query and what it finds, without credentials, permissions, checks of the request or bounds.',
    ],
  },
  {
    name: 'ownership',
    title: 'Whose containers are',
    file: 'ownership.ts',
    needs: [],
    meaning: [
      'Annotations of 5,000 entities are matched with 10,000 containers on ten hosts: a quarter each by name, by a selector of two labels, by Compose project, and by Compose service, half of them narrowed to a host. The bare script is a loop over the containers that reads the label of the entity and does nothing else, which is all that a portal without annotations has to do. What is read from the database and the catalog beforehand is not in it.',
    ],
  },
  {
    name: 'read',
    title: 'Pages of a long log',
    file: 'readEvents.ts',
    needs: ['postgres'],
    meaning: [
      'Pages of 50 events by one filter each, as `GET /events` reads them: ours of a log with 1,000,000 events, beside it the same of a log with 10,000. Both are of one month and have every value of a filter often enough for a page, so the only difference is the length of the log. In turns, in one process, on two databases of one server.',
    ],
  },
];
