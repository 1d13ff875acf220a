import { type Answer, json } from '../shared/http.ts';
import { get } from './get.ts';

interface Ratings {
  ratings: Record<string, number>;
}

/** The colour of the stars is how one sees which version answered; version 1 shows none. */
const COLORS: Record<string, string | undefined> = { v1: undefined, v2: 'black', v3: 'red' };

export async function reviews(version: string, path: string): Promise<Answer | undefined> {
  if (path === '/health') return json({ status: 'Reviews is healthy' });
  const id = /^\/reviews\/(\d+)$/.exec(path)?.[1];
  if (id === undefined) return undefined;
  const color = COLORS[version];
  const ratings = color ? await get<Ratings>(`http://ratings:9080/ratings/${id}`) : undefined;
  const rating = (reviewer: string) => {
    if (!color) return {};
    const stars = ratings?.ratings[reviewer];
    return {
      rating: stars === undefined ? { error: 'Ratings service is currently unavailable' } : { stars, color },
    };
  };
  return json({
    id,
    reviews: [
      {
        reviewer: 'Reviewer1',
        text: 'Twins, mistaken for each other, and nobody is bored for a minute.',
        ...rating('Reviewer1'),
      },
      {
        reviewer: 'Reviewer2',
        text: 'Light and quick; the deeper plays can wait until tomorrow.',
        ...rating('Reviewer2'),
      },
    ],
  });
}
