import { expect, it } from 'vitest';
import { textsOfStep } from '../../source/chapter/step-texts.ts';
import { stepOf } from '../../source/chapter/steps/all.ts';
import { translate } from '../../source/language/translate.ts';

it('speak of the programs that the release has', () => {
  const words = (era: 'components' | 'istiod' | undefined) => {
    const { explain, hint } = textsOfStep(stepOf('control-plane'), era);
    return `${translate('en', explain)} ${translate('en', hint)}`;
  };
  expect(words('istiod')).toContain('istiod');
  expect(words('istiod')).not.toContain('mixer');
  for (const era of ['components', undefined] as const) expect(words(era)).toContain('mixer');
});

it('are the same where nothing differs', () => {
  expect(textsOfStep(stepOf('gateway'), 'istiod')).toEqual(textsOfStep(stepOf('gateway'), 'components'));
});
