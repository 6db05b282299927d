export { browserHistory } from './browser-history.ts';
export { createRouter, type HistoryPort, type Place, type Router } from './create-router.ts';
export { paths, type Route, toRoute } from './route.ts';
export { Link, RouterProvider, useRouter } from './router-context.tsx';
