import { MarkdownContent } from '@backstage/core-components';
import { createFrontendModule } from '@backstage/frontend-plugin-api';
import { HomePageWidgetBlueprint } from '@backstage/plugin-home-react/alpha';

const content = `
This portal shows what **docker-watcher** does in a Backstage of its own.

- **[Docker](/docker-watcher)** lists the containers of your local engine. With no
  engine in reach it shows a simulated host, labelled as such, that lives.
- **[Catalog](/catalog)** holds the example shop, its components and its teams.
- \`docker compose -f examples/compose.yaml up -d\` starts that shop on your engine;
  its containers name the components they belong to.

**Who sees what.** Sign out under [Settings](/settings) to come back as someone else:

| you are | you see |
|---|---|
| Ada, of the platform team | everything |
| Oli, of the shop team | hosts, and the containers of the shop's components |
| Sam, of no team | the page, but no host and no container |
`;

const aboutWidget = HomePageWidgetBlueprint.make({
  name: 'about-this-portal',
  params: {
    name: 'AboutThisPortal',
    title: 'About this portal',
    description: 'What there is to see in the docker-watcher demo',
    components: async () => ({
      Content: () => <MarkdownContent content={content} />,
    }),
  },
});

export const homeModule = createFrontendModule({
  pluginId: 'home',
  extensions: [aboutWidget],
});
