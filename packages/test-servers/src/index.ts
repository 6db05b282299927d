export { type FoundProgram, findProgram, type ProgramName, programs } from './find-program.ts';
export { type NginxOptions, type NginxPlace, startNginx } from './start-nginx.ts';
export { type PostgresOptions, startPostgres } from './start-postgres.ts';
export { type RedisOptions, startRedis } from './start-redis.ts';
export { startRedisCluster, type TestCluster } from './start-redis-cluster.ts';
export type { TestServer } from './start-server.ts';
export { type ProxyFault, startTcpProxy, type TestProxy } from './start-tcp-proxy.ts';
