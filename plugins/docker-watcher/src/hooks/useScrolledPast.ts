import { RefCallback, useCallback, useRef } from 'react';

/**
 * Tells whether the reader has scrolled past an element, so that what comes above
 * would push away what is read. Where the browser cannot tell, they have not.
 */
export function useScrolledPast<T extends Element>(
  onChange: (isPast: boolean) => void,
): RefCallback<T> {
  const report = useRef(onChange);
  report.current = onChange;
  const observer = useRef<IntersectionObserver>();
  return useCallback((element: T | null) => {
    observer.current?.disconnect();
    if (element && typeof IntersectionObserver !== 'undefined') {
      observer.current = new IntersectionObserver(entries => {
        // Several, when the page was busy: the last one tells how it is now.
        const entry = entries[entries.length - 1];
        const { top } = entry.boundingClientRect;
        // Out of sight below the fold is not past.
        report.current(!entry.isIntersecting && top < window.innerHeight / 2);
      });
      observer.current.observe(element);
    }
  }, []);
}
