import { describeContainerEngine } from 'backstage-plugin-docker-watcher-node/testUtils';
import {
  describeWithEngine,
  describeWithTlsEngine,
} from '../__testUtils__/describeWithEngine';
import { DockerDrive } from '../__testUtils__/DockerDrive';
import { SystemClock } from '../lib/SystemClock';
import { DockerEngine } from './DockerEngine';

describeWithEngine('with a Docker engine', engine => {
  describeContainerEngine('DockerEngine over a unix socket', {
    setup: async () => ({
      engine: DockerEngine.create({
        connection: engine.connection,
        hostName: 'local',
        clock: new SystemClock(),
      }),
      drive: DockerDrive.create(engine),
    }),
  });
});

describeWithTlsEngine('with a Docker engine over mutual TLS', engine => {
  describeContainerEngine('DockerEngine over mutual TLS', {
    setup: async () => ({
      engine: DockerEngine.create({
        connection: engine.tlsConnection,
        hostName: 'remote',
        clock: new SystemClock(),
      }),
      drive: DockerDrive.create(engine),
    }),
  });
});
