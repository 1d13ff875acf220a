import type { ChoiceChange, ChoiceView } from '../../chapter/choose/choosing.ts';
import type { Drawing } from '../look/drawing.ts';
import type { MenuContent, MenuItem } from './menu-content.ts';

/** The chapter's two questions as one list. A choice writes nothing: what it comes to is shown before a step is run. */
export function choicesMenu({ mtls, via, components }: ChoiceView, { say }: Drawing): MenuContent {
  const item = (
    key: string,
    label: string,
    mark: MenuItem['mark'],
    explained: string,
    change: ChoiceChange,
  ): MenuItem => ({ key, label, mark, explained, choose: (session) => void session.choices.choose(change) });
  return {
    title: say({ key: 'screen.choose.title' }),
    keys: say({ key: 'screen.choose.keys' }),
    items: [
      ...(['permissive', 'strict'] as const).map((mode) =>
        item(
          `mtls-${mode}`,
          `mTLS: ${mode}`,
          { of: 'either', on: mtls === mode },
          say({ key: `choice.mtls.${mode}` }),
          { mtls: mode },
        ),
      ),
      ...(['manifests', 'helm', 'istioctl'] as const).map((utility) =>
        item(
          `via-${utility}`,
          say({ key: `screen.choose.via.${utility}` }),
          { of: 'either', on: via === utility },
          say({ key: `screen.choose.via.${utility}.means` }),
          { via: utility },
        ),
      ),
      ...components
        .filter(({ required }) => !required)
        .map(({ id, included, because, without }) => {
          const lost = say(without);
          const why = because ? say({ key: 'screen.choose.because', values: { needed: because } }) : lost;
          return item(
            id,
            `${id}${included ? '' : `  ${why}`}`,
            { of: 'any', on: included },
            say({ key: 'choice.left-out', values: { component: id, why: lost } }),
            { component: id },
          );
        }),
    ],
  };
}
