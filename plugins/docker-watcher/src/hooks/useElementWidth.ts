import { RefCallback, useCallback, useRef, useState } from 'react';

/**
 * The width an element has on the screen, for layouts that follow the room they
 * have instead of the size of the window.
 *
 * @returns `undefined` as the width until it was measured.
 */
export function useElementWidth<T extends Element>(): [
  RefCallback<T>,
  number | undefined,
] {
  const [width, setWidth] = useState<number>();
  const observer = useRef<ResizeObserver>();
  const ref = useCallback((element: T | null) => {
    observer.current?.disconnect();
    if (element && typeof ResizeObserver !== 'undefined') {
      observer.current = new ResizeObserver(([entry]) =>
        setWidth(entry.contentRect.width),
      );
      observer.current.observe(element);
    }
  }, []);
  return [ref, width];
}
