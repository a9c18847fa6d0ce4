import { judgeEnd } from './judgeEnd';

describe('judgeEnd', () => {
  it.each`
    story                                           | end                                                             | kind                   | severity
    ${'docker stop of a well-behaved process'}      | ${{ exitCode: 0, asked: true }}                                 | ${'container.stopped'} | ${'info'}
    ${'docker stop that had to kill'}               | ${{ exitCode: 137, asked: true }}                               | ${'container.stopped'} | ${'info'}
    ${'docker stop of one that exits with 143'}     | ${{ exitCode: 143, asked: true, restartPolicy: 'always' }}      | ${'container.stopped'} | ${'info'}
    ${'a job that is done'}                         | ${{ exitCode: 0, asked: false, restartPolicy: 'no' }}           | ${'container.died'}    | ${'info'}
    ${'a job that failed'}                          | ${{ exitCode: 1, asked: false, restartPolicy: 'no' }}           | ${'container.died'}    | ${'error'}
    ${'a service that the engine starts again'}     | ${{ exitCode: 1, asked: false, restartPolicy: 'on-failure:3' }} | ${'container.died'}    | ${'warn'}
    ${'killed by something outside the engine'}     | ${{ exitCode: 137, asked: false, restartPolicy: 'no' }}         | ${'container.died'}    | ${'error'}
    ${'killed for want of memory'}                  | ${{ exitCode: 137, oomKilled: true, asked: false }}             | ${'container.died'}    | ${'error'}
    ${'out of memory just as it was being stopped'} | ${{ exitCode: 137, oomKilled: true, asked: true }}              | ${'container.died'}    | ${'error'}
    ${'an end nobody saw the exit code of'}         | ${{ asked: false }}                                             | ${'container.died'}    | ${'error'}
  `('$story: $kind, $severity', ({ end, kind, severity }) => {
    expect(judgeEnd(end)).toEqual({ kind, severity });
  });
});
