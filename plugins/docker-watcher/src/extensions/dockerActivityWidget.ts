import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

/**
 * The newest notable events, for the home page.
 * @alpha
 */
export const dockerActivityWidget = HomePageWidgetBlueprint.make({
  name: 'docker-activity',
  params: {
    name: 'DockerActivity',
    title: 'Docker activity',
    description:
      'The newest warnings and errors of Docker hosts and containers',
    layout: {
      width: { minColumns: 3, defaultColumns: 5 },
      height: { minRows: 3, defaultRows: 5 },
    },
    components: async () => {
      const { AppDockerActivity } = await import(
        '../components/DockerActivity'
      );
      return { Content: AppDockerActivity };
    },
  },
});
