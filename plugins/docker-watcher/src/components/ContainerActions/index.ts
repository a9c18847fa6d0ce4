export { ContainerActionsMenu } from './ContainerActionsMenu';
export { ContainerActionsProvider } from './ContainerActionsProvider';
export { CurrentState } from './CurrentState';
