import { useApp } from 'ink';
import { useEffect } from 'react';
import type { Session } from '../session.ts';

/** Ctrl-Z: the terminal goes back to the shell as it was, and `fg` draws all anew. */
export function useSuspend(session: Session): void {
  const { suspendTerminal } = useApp();
  useEffect(() => {
    session.whenSuspended(() => {
      void suspendTerminal(
        () =>
          new Promise((resume) => {
            // Stopped here until the shell continues us. Where no shell waits, the kernel ignores the signal and we just go on.
            process.kill(0, 'SIGTSTP');
            setTimeout(resume, 50);
          }),
      ).catch(() => {});
    });
    return () => session.whenSuspended(() => {});
  }, [session, suspendTerminal]);
}
