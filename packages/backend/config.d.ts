export interface Config {
  /** The demo portal's own parts. */
  demo?: {
    /**
     * Whether a simulated host is added: `auto` when no engine of
     * `dockerWatcher.hosts` answers at start, `always` or `never`.
     *
     * @default 'auto'
     */
    simulatedHost?: 'auto' | 'always' | 'never';
  };
}
