import { version } from 'react';
import { renderToString } from 'react-dom/server';
import { Host } from './host.tsx';

export const html = renderToString(<Host />);
export { version };
