import { parseCompose } from './parseCompose';

function compose(labels: Record<string, string>) {
  return parseCompose(
    Object.fromEntries(
      Object.entries(labels).map(([key, value]) => [
        `com.docker.compose.${key}`,
        value,
      ]),
    ),
  );
}

describe('parseCompose', () => {
  it('reads project, service and number', () => {
    expect(
      compose({
        project: 'shop',
        service: 'web',
        'container-number': '3',
        oneoff: 'False',
      }),
    ).toEqual({
      compose: { project: 'shop', service: 'web', number: 3 },
      oneOff: false,
    });
  });

  it('tells one-off runs from replicas', () => {
    expect(
      compose({ project: 'shop', service: 'web', oneoff: 'True' }).oneOff,
    ).toBe(true);
  });

  it.each([
    [{}, undefined],
    [{ project: 'shop' }, undefined],
    [{ project: '\0', service: 'web' }, undefined],
    [{ project: 'shop', service: 'web' }, 1],
    [{ project: 'shop', service: 'web', 'container-number': '-4' }, 1],
    [{ project: 'shop', service: 'web', 'container-number': '0' }, 1],
    [{ project: 'shop', service: 'web', 'container-number': 'two' }, 1],
    [
      { project: 'shop', service: 'web', 'container-number': '9999999999' },
      2 ** 31 - 1,
    ],
  ])('makes the best of %j', (labels: Record<string, string>, number) => {
    expect(compose(labels).compose?.number).toBe(number);
  });

  it('bounds what anybody may write into a label', () => {
    const { compose: identity } = compose({
      project: 'p'.repeat(5000),
      service: 's'.repeat(5000),
    });
    expect(identity?.project).toHaveLength(255);
    expect(identity?.service).toHaveLength(255);
  });
});
