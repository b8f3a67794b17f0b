/**
 * A real Postfix that runs: a release unpacked into a root of its own, started with chroot, on loopback only, with its
 * own accounts, queue and ports. Needs to be root; nothing of this machine's mail, users or files is touched.
 */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, readlinkSync, rmSync, statSync } from 'node:fs';
import { chmod, chown, cp, mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { cacheFolder } from '../oracle/archive';
import type { Release } from '../oracle/releases';
import { runProgram } from '../oracle/run-program';

export interface InstanceFiles {
  readonly main: string;
  readonly master: string;
  /** Further files below the root: path → content. Readable by root alone. */
  readonly others?: Readonly<Record<string, string>>;
}

export class Instance {
  readonly #root: string;
  readonly #master: ChildProcess;

  constructor(root: string, master: ChildProcess) {
    this.#root = root;
    this.#master = master;
  }

  /** Everything logged so far, one line per message without its date. */
  log(): string[] {
    const file = path.join(this.#root, logFile);
    if (!existsSync(file)) return [];
    const lines = readFileSync(file, 'utf8').split('\n').slice(0, -1);
    // `Nov 22 12:00:00 host postfix/smtpd[123]: text` → `postfix/smtpd: text`
    return lines.map(line => line.replace(/^.*? (\S+)\[\d+\]: /, '$1: '));
  }

  /** Waits for a line and returns it; after `limit` milliseconds throws with the end of the log. */
  async logged(pattern: RegExp, limit = 8000): Promise<string> {
    for (const end = Date.now() + limit; ; await sleep(25)) {
      const line = this.log().find(line => pattern.test(line));
      if (line !== undefined) return line;
      if (Date.now() > end) throw new Error(`not logged: ${pattern}\n${this.log().slice(-12).join('\n')}`);
    }
  }

  async stop(): Promise<void> {
    this.#master.kill('SIGTERM');
    for (let i = 0; i < 40 && processesIn(this.#root).length > 0; i++) await sleep(25);
    destroy(this.#root);
  }
}

/** Why no Postfix can run here; undefined where one can. */
export async function whyNotHere(): Promise<string | undefined> {
  if (process.getuid?.() !== 0) return 'needs to be root';
  if ((await runProgram('openssl', ['version'])).status !== 0) return 'needs openssl';
  if ((await runProgram('chroot', ['/', 'true'])).status !== 0) return 'chroot is not allowed here';
  return undefined;
}

/** Starts a release; ready when its master has opened every port in master.cf. */
export async function startInstance(release: Release, files: InstanceFiles): Promise<Instance> {
  removeLeftovers();
  const root = path.join(cacheFolder, `${runPrefix}${process.pid}-${release.suite}`);
  roots.add(root);
  await populate(root, release, files);
  const master = spawn('chroot', [root, '/usr/lib/postfix/sbin/master', '-s'], {
    env: { PATH: '/usr/sbin:/usr/bin', LC_ALL: 'C' },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [master.stdout, master.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  const instance = new Instance(root, master);
  try {
    await Promise.race([
      instance.logged(/^postfix\/master: daemon started/),
      new Promise((_, reject) =>
        master.on('exit', status => reject(new Error(`master ended (${status}): ${output}`))),
      ),
    ]);
  } catch (error) {
    await instance.stop();
    throw error;
  }
  return instance;
}

/** Ports of the loopback address that nobody listens on. */
export async function freePorts(count: number): Promise<number[]> {
  const servers = await Promise.all(
    Array.from({ length: count }, async () => {
      const server = createServer().listen(0, '127.0.0.1');
      await new Promise(resolve => server.once('listening', resolve));
      return server;
    }),
  );
  return servers.map(server => {
    const address = server.address();
    server.close();
    return typeof address === 'object' && address !== null ? address.port : 0;
  });
}

const logFile = 'var/log/mail.log';
const runPrefix = '.wire-';
const roots = new Set<string>();

// Whatever ends the tests ends the daemons too.
process.on('exit', () => {
  for (const root of roots) destroy(root);
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(1));

/** Kills what runs inside a root, which can only be ours, and removes the root. */
function destroy(root: string): void {
  for (let i = 0; i < 3; i++) {
    for (const pid of processesIn(root)) {
      try {
        process.kill(pid, 'SIGKILL');
      } catch {
        // It ended by itself.
      }
    }
  }
  rmSync(root, { recursive: true, force: true, maxRetries: 3 });
  roots.delete(root);
}

/** Roots of runs that were killed before they could clean up. */
function removeLeftovers(): void {
  for (const name of readdirSync(cacheFolder)) {
    const pid = new RegExp(`^\\${runPrefix}(\\d+)-`).exec(name)?.[1];
    if (pid !== undefined && !isAlive(pid)) destroy(path.join(cacheFolder, name));
  }
}

function isAlive(pid: string): boolean {
  try {
    // A process that ended and was not waited for has no program any more.
    readlinkSync(`/proc/${pid}/exe`);
    return true;
  } catch {
    return false;
  }
}

function processesIn(root: string): number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .filter(name => {
      try {
        return readlinkSync(`/proc/${name}/root`) === root;
      } catch {
        return false;
      }
    })
    .map(Number);
}

const postfixUser = 101;
const postdropGroup = 102;

async function populate(root: string, release: Release, files: InstanceFiles): Promise<void> {
  rmSync(root, { recursive: true, force: true });
  // Programs are shared with the cache by hard links where they belong to root already.
  const own = statSync(release.root).uid === 0;
  execFileSync('cp', [own ? '-al' : '-a', release.root, root]);
  if (!own) execFileSync('chown', ['-R', '0:0', root]);
  await chmod(root, 0o755);
  const texts: Record<string, string> = {
    'etc/passwd': `root:x:0:0::/:/bin/sh\npostfix:x:${postfixUser}:${postfixUser}::/:/bin/false\nnobody:x:65534:65534::/:/bin/false\n`,
    'etc/group': `root:x:0:\npostfix:x:${postfixUser}:\npostdrop:x:${postdropGroup}:\nnogroup:x:65534:\n`,
    'etc/nsswitch.conf': 'passwd: files\ngroup: files\nhosts: files\nservices: files\nprotocols: files\n',
    'etc/hosts': '127.0.0.1 localhost\n::1 localhost\n',
    'etc/resolv.conf': 'nameserver 127.0.0.1\n',
    'etc/postfix/main.cf': `${fixedMain}${files.main}`,
    'etc/postfix/master.cf': `${fixedMaster}${files.master}`,
    'etc/postfix/dynamicmaps.cf': '',
    ...files.others,
  };
  for (const [name, text] of Object.entries(texts)) {
    const file = path.join(root, name);
    await mkdir(path.dirname(file), { recursive: true });
    // Remove first: writing into a hard link would change the cache.
    await rm(file, { force: true });
    await writeFile(file, text, { mode: name in (files.others ?? {}) ? 0o600 : 0o644 });
    // Postfix waits while a configuration file is fresh.
    const earlier = Date.now() / 1000 - 10;
    await utimes(file, earlier, earlier);
  }
  for (const folder of [
    'dev',
    'tmp',
    'var/log',
    'var/lib/postfix',
    'var/spool/postfix',
    'var/spool/postfix/pid',
  ]) {
    await mkdir(path.join(root, folder), { recursive: true });
  }
  for (const device of ['null', 'urandom']) await cpDevice(`/dev/${device}`, path.join(root, 'dev', device));
  const owned =
    'active bounce corrupt defer deferred flush hold incoming private saved trace maildrop public';
  for (const name of owned.split(' ')) {
    const folder = path.join(root, 'var/spool/postfix', name);
    await mkdir(folder, { recursive: true });
    const shared = name === 'maildrop' || name === 'public';
    await chown(folder, postfixUser, shared ? postdropGroup : 0);
    await chmod(folder, name === 'maildrop' ? 0o730 : name === 'public' ? 0o710 : 0o700);
  }
  await chown(path.join(root, 'var/lib/postfix'), postfixUser, 0);
}

async function cpDevice(from: string, to: string): Promise<void> {
  const result = await runProgram('cp', ['-a', from, to]);
  // Where nodes cannot be made an empty file does for null, and a copy of some bytes for randomness.
  if (result.status !== 0) await cp('/dev/null', to, { force: true });
}

/** What has nothing to do with any test: quiet, fast, and deaf to everything but loopback. */
const fixedMain = `
compatibility_level = 3.6
maillog_file = /${logFile}
myhostname = mail.wire.test
mydestination = wire.test
mynetworks = 127.0.0.0/8
inet_interfaces = loopback-only
inet_protocols = ipv4
alias_maps =
alias_database =
smtp_tls_session_cache_database =
smtpd_peername_lookup = no
smtputf8_enable = no
service_throttle_time = 60s
max_idle = 10s
`;

const fixedMaster = `
postlog unix-dgram n - n - 1 postlogd
pickup unix n - n 60 1 pickup
cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
tlsmgr unix - - n 1000? 1 tlsmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
trace unix - - n - 0 bounce
verify unix - - n - 1 verify
flush unix n - n 1000? 0 flush
proxymap unix - - n - - proxymap
smtp unix - - n - - smtp
relay unix - - n - - smtp
showq unix n - n - - showq
error unix - - n - - error
retry unix - - n - - error
discard unix - - n - - discard
local unix - n n - - local
anvil unix - - n - 1 anvil
scache unix - - n - 1 scache
`;
