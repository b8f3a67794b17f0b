import assert from 'node:assert/strict';
import { WarmUp } from '../../server/src/lsp/warm-up';

const wait = (milliseconds: number): Promise<void> => new Promise(done => setTimeout(done, milliseconds));

describe('warming up', () => {
  /** A clock on which each task takes so many milliseconds. */
  function clocked(each: number): { now: () => number; task: () => void; done: () => number } {
    let done = 0;
    return { now: () => done * each, task: () => void done++, done: () => done };
  }

  /** A long file: all the time there is. */
  const long = 100_000;
  const repeat = (
    warmUp: WarmUp,
    { now, task }: { now: () => number; task: () => void },
    goesOn = (): boolean => true,
    length = long,
  ): void => warmUp.start(() => [task], goesOn, length, now);

  it('repeats its tasks in turn until its time is up', async () => {
    const { now, task, done } = clocked(10);
    const order: string[] = [];
    const named = (name: string) => (): void => {
      order.push(name);
      task();
    };
    new WarmUp().start(
      () => [named('a'), named('b')],
      () => true,
      long,
      now,
    );
    assert.equal(done(), 0);
    await wait(60);
    assert.deepEqual(order.slice(0, 5), ['a', 'b', 'a', 'b', 'a']);
    const most = done();
    await wait(30);
    assert.equal(done(), most);
  });
  it('ends when somebody types', async () => {
    const clock = clocked(1);
    repeat(new WarmUp(), clock, () => clock.done() < 3);
    await wait(40);
    assert.equal(clock.done(), 3);
  });
  it('lets messages in between its slices', async () => {
    const clock = clocked(1);
    repeat(new WarmUp(), clock);
    const before: number[] = [];
    for (let i = 0; i < 10; i++) {
      await wait(2);
      before.push(clock.done());
    }
    assert.ok(new Set(before).size > 2, before.join());
  });
  it('is done once', async () => {
    const clock = clocked(100);
    const warmUp = new WarmUp();
    for (let i = 0; i < 3; i++) repeat(warmUp, clock);
    await wait(30);
    assert.equal(clock.done(), 1);
  });
  it('goes on in the pauses between keystrokes, a little at a time', async () => {
    const clock = clocked(1);
    const warmUp = new WarmUp();
    let typed = false;
    const start = (): void => repeat(warmUp, clock, () => !typed);
    start();
    await wait(15);
    typed = true;
    await wait(15);
    const before = clock.done();
    typed = false;
    start();
    await wait(80);
    assert.ok(before > 0);
    assert.equal(clock.done() - before, 8);
  });
  it('does less for a short file', async () => {
    const clock = clocked(1);
    repeat(new WarmUp(), clock, undefined, 1_000);
    await wait(60);
    assert.equal(clock.done(), 10);
  });
});
