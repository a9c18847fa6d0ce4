import {
  ReactNode,
  createContext,
  useContext,
  useEffect,
  useState,
} from 'react';

const TICK_MS = 10_000;
const NowContext = createContext<number | undefined>(undefined);

/** One clock for all relative times of a page, so that they agree and age together. */
export function NowProvider(props: { children: ReactNode }) {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return (
    <NowContext.Provider value={now}>{props.children}</NowContext.Provider>
  );
}

/** The present, a few seconds old at most. */
export function useNow(): number {
  const now = useContext(NowContext);
  return now ?? Date.now();
}
