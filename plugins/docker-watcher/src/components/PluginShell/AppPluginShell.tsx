import { ReactNode } from 'react';
import { PluginShell } from './PluginShell';
import { useAppPaths } from './useAppPaths';

/** The shell in an app of the new frontend system. */
export function AppPluginShell(props: { children: ReactNode }) {
  return <PluginShell paths={useAppPaths()}>{props.children}</PluginShell>;
}
