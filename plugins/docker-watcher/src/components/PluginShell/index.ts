export { AppPluginShell } from './AppPluginShell';
export { PluginShell } from './PluginShell';
