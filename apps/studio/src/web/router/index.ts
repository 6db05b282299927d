export { browserHistory } from './browser-history.ts';
export { createRouter, type Router } from './create-router.ts';
export { paths, toRoute } from './route.ts';
export { Link, RouterProvider, useRouter } from './router-context.tsx';
