import { AddedStaleRules } from './AddedStaleRules';

const rule = (name: string) => ({ name, judge: () => undefined });

describe('AddedStaleRules', () => {
  it('gives what modules added', () => {
    const rules = AddedStaleRules.create();
    const first = rule('archived');
    rules.addRule(first);
    rules.addRule(rule('template'));
    expect(rules.close()).toEqual([first, expect.anything()]);
  });

  it('names the rule that it does not take, and why', () => {
    const rules = AddedStaleRules.create();
    rules.addRule(rule('archived'));
    expect(() => rules.addRule(rule('archived'))).toThrow(
      "Duplicate rule name 'archived'",
    );
    expect(() => rules.addRule(rule('No name'))).toThrow(
      "Rule name 'No name' must match",
    );
    rules.close();
    expect(() => rules.addRule(rule('late'))).toThrow(
      "Rule 'late' came too late",
    );
  });
});
