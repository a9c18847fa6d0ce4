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
  const stop = useRef<() => void>();
  const ref = useCallback((element: T | null) => {
    stop.current?.();
    stop.current = undefined;
    if (element && typeof ResizeObserver !== 'undefined') {
      let frame = 0;
      const observer = new ResizeObserver(([entry]) => {
        // Another layout at once may change the width again, which browsers report as
        // an error of the page.
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(() => setWidth(entry.contentRect.width));
      });
      observer.observe(element);
      stop.current = () => {
        cancelAnimationFrame(frame);
        observer.disconnect();
      };
    }
  }, []);
  return [ref, width];
}
