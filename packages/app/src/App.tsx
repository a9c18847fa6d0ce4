import { createApp } from '@backstage/frontend-defaults';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { homeModule } from './modules/home';
import { navModule } from './modules/nav';
import { signInModule } from './modules/signIn';

// All other plugins are found in package.json, see `app.packages` in app-config.yaml.
export const app = createApp({
  features: [catalogPlugin, navModule, homeModule, signInModule],
});
