import { productpage } from './bookinfo/productpage.ts';
import { reviews } from './bookinfo/reviews.ts';
import { type Answer, json, serve } from './shared/http.ts';

type Program = (version: string, path: string) => Answer | undefined | Promise<Answer | undefined>;

const PROGRAMS: Record<string, Program> = {
  details: (_, path) => {
    if (path === '/health') return json({ status: 'Details is healthy' });
    const id = /^\/details\/(\d+)$/.exec(path)?.[1];
    if (id === undefined) return undefined;
    const book = {
      author: 'William Shakespeare',
      year: 1595,
      type: 'paperback',
      pages: 200,
      publisher: 'PublisherA',
    };
    return json({
      id: Number(id),
      ...book,
      language: 'English',
      'ISBN-10': '1234567890',
      'ISBN-13': '123-1234567890',
    });
  },
  ratings: (_, path) => {
    if (path === '/health') return json({ status: 'Ratings is healthy' });
    const id = /^\/ratings\/(\d+)$/.exec(path)?.[1];
    return id === undefined ? undefined : json({ id: Number(id), ratings: { Reviewer1: 5, Reviewer2: 4 } });
  },
  reviews,
  productpage: (_, path) => productpage(path),
};

/** One of the four Bookinfo programs, named as its image is: `reviews-v2`. */
export async function bookinfo(image: string): Promise<void> {
  const [name = '', version = ''] = image.split('-');
  const program = PROGRAMS[name] as Program;
  await serve(9080, async (path, request) => {
    const answer = await program(version, path);
    const now = new Date().toISOString();
    if (path !== '/health')
      process.stdout.write(
        `[${now}] "${request.method} ${path}" ${answer?.status ?? (answer ? 200 : 404)}\n`,
      );
    return answer;
  });
  process.stdout.write(`${name} ${version} listens on 9080\n`);
}
