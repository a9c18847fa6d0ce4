import { describeContainerEngine } from './describeContainerEngine';
import { FakeContainerEngine } from './FakeContainerEngine';

describeContainerEngine('FakeContainerEngine', {
  setup: async () => {
    const engine = FakeContainerEngine.create();
    return { engine, drive: engine.drive };
  },
});

describeContainerEngine('FakeContainerEngine with a silent list', {
  setup: async () => {
    const engine = FakeContainerEngine.create({ listTellsHealth: false });
    return { engine, drive: engine.drive };
  },
});
