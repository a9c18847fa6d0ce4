import { StaleRule } from '../StaleRule';
import { describeStaleRule } from './describeStaleRule';

/** Throw-away containers say so, and what is precious as well. */
const rule: StaleRule = {
  name: 'throw-away',
  judge({ labels, createdAt }) {
    if (labels.precious) {
      return { verdict: 'keep', reason: 'it is precious' };
    }
    return labels['throw-away']
      ? {
          verdict: 'stale',
          since: new Date(createdAt),
          reason: 'it was made to be thrown away',
        }
      : undefined;
  },
};

describeStaleRule({
  rule,
  stale: [{ labels: { 'throw-away': 'yes' } }],
  kept: [{ labels: { 'throw-away': 'yes', precious: 'yes' } }],
  others: [{}, { state: 'created' }, { state: 'dead' }],
});
