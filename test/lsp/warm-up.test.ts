import assert from 'node:assert/strict';
import { WarmUp } from '../../server/src/lsp/warm-up';

const wait = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));
const turn = (): Promise<void> => new Promise(done => setImmediate(done));

describe('warming up', () => {
  /** A clock on which each task takes so many milliseconds. */
  function clocked(each: number): { now: () => number; task: () => void; done: () => number } {
    let done = 0;
    return { now: () => done * each, task: () => void done++, done: () => done };
  }

  /** Waits until tasks are done, and no more of them are. */
  async function rest({ done }: { done: () => number }, already = 0): Promise<void> {
    while (done() === already) await turn();
    for (let before = 0; before < done();) {
      before = done();
      await wait(20);
    }
  }
  /** A long file: all the time there is. */
  const long = 100_000;
  const warmUpBy = (now: () => number): WarmUp => new WarmUp(now, setImmediate);
  const repeat = (
    warmUp: WarmUp,
    { task }: { task: () => void },
    goesOn = (): boolean => true,
    length = long,
  ): void => warmUp.start(() => [task], goesOn, length);

  it('repeats its tasks in turn until its time is up', async () => {
    const clock = clocked(10);
    const { now, task, done } = clock;
    const order: string[] = [];
    const named = (name: string) => (): void => {
      order.push(name);
      task();
    };
    warmUpBy(now).start(
      () => [named('a'), named('b')],
      () => true,
      long,
    );
    assert.equal(done(), 0);
    await rest(clock);
    assert.deepEqual(order.slice(0, 5), ['a', 'b', 'a', 'b', 'a']);
    assert.equal(order.length, 40);
  });
  it('ends when somebody types', async () => {
    const clock = clocked(1);
    repeat(warmUpBy(clock.now), clock, () => clock.done() < 3);
    await rest(clock);
    assert.equal(clock.done(), 3);
  });
  it('lets messages in between its slices', async () => {
    const clock = clocked(1);
    repeat(warmUpBy(clock.now), clock);
    while (clock.done() === 0) await turn();
    const before: number[] = [];
    for (let i = 0; i < 10; i++) {
      await turn();
      before.push(clock.done());
    }
    assert.ok(new Set(before).size > 2, before.join());
  });
  it('is done once', async () => {
    const clock = clocked(100);
    const warmUp = warmUpBy(clock.now);
    for (let i = 0; i < 3; i++) repeat(warmUp, clock);
    await rest(clock);
    assert.equal(clock.done(), 1);
  });
  it('goes on in the pauses between keystrokes, a little at a time', async () => {
    const clock = clocked(1);
    const warmUp = warmUpBy(clock.now);
    let typedAt = 6;
    const start = (): void => repeat(warmUp, clock, () => clock.done() < typedAt);
    start();
    await rest(clock);
    const before = clock.done();
    assert.equal(before, typedAt);
    typedAt = Infinity;
    start();
    await rest(clock, before);
    assert.equal(clock.done() - before, 4);
  });
  it('does less for a short file', async () => {
    const clock = clocked(1);
    repeat(warmUpBy(clock.now), clock, undefined, 1_000);
    await rest(clock);
    assert.equal(clock.done(), 10);
  });
});
