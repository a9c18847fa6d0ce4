export { AppPluginShell } from './AppPluginShell';
export { PluginShell } from './PluginShell';
export { useAppPaths } from './useAppPaths';
