import type { LessonView } from '../../source/chapter/lesson/lesson.ts';
import type { LessonPart } from '../../source/chapter/lesson/lesson-part.ts';

const words = (text: string) => ({ key: 'lesson.words', values: { words: { en: text, ja: text } } }) as const;

/** A lesson that plays: two steps, of which nobody has done either. */
export class FakeLesson implements LessonPart {
  readonly view: LessonView = {
    title: words('A workshop'),
    steps: ['First', 'Second'].map((title) => ({
      id: title,
      title: words(title),
      text: words(`What ${title} is about.`),
      commands: [],
      manifests: ['a.yaml'],
      checks: [],
    })),
  };
  async look() {
    return this.view;
  }
  async plan() {
    return [];
  }
  async *run() {}
  async *upTo() {}
  indexOf() {
    return 1;
  }
  reset() {}
  async forget() {}
}
