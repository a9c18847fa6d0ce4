import '@backstage/cli/asset-types';
import ReactDOM from 'react-dom/client';
import { app } from './App';
import '@backstage/ui/css/styles.css';

const root = document.getElementById('root');
if (!root) {
  throw new Error("public/index.html has no element with the id 'root'");
}
// Says only that an observer is called again in the next frame, but the overlay of the
// development server covers the page with it.
window.addEventListener(
  'error',
  event => {
    if (event.message.startsWith('ResizeObserver loop')) {
      event.stopImmediatePropagation();
    }
  },
  { capture: true },
);

ReactDOM.createRoot(root).render(app.createRoot());
