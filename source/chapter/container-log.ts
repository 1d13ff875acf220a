import { followLog } from '../kubernetes/logs/log-follower.ts';
import { wordsOf } from '../kubernetes/words-of.ts';
import type { LogEvent, LogOptions } from './chapter.ts';
import type { Ground } from './ground.ts';

/** A container's log as the faces read it: errors as words. */
export async function* containerLog(ground: Ground, options: LogOptions): AsyncIterable<LogEvent> {
  const { transport } = ground.connection;
  for await (const event of followLog({ transport, follow: !options.previous, ...options })) {
    if (event.type === 'reconnecting') yield { type: 'reconnecting', reason: wordsOf(event.reason) };
    else if (event.type === 'end')
      yield {
        type: 'end',
        reason: event.error ? wordsOf(event.error) : { key: `screen.log.ended.${event.reason}` },
      };
    else yield event;
  }
}
