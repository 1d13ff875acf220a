import type { PortAnswer, PortHandler, PortRequest, StartProgram } from '../controllers/program.ts';
import { jsonAnswer, notFoundAnswer, pathOf, textAnswer } from './answers.ts';
import type { Mesh } from './mesh.ts';

const port = 9080;
const product = {
  id: 0,
  title: 'The Comedy of Errors',
  descriptionHtml: 'A comedy by William Shakespeare, one of his earliest and shortest.',
};
const details = {
  id: 0,
  author: 'William Shakespeare',
  year: 1595,
  type: 'paperback',
  pages: 200,
  publisher: 'PublisherA',
  language: 'English',
  'ISBN-10': '1234567890',
  'ISBN-13': '123-1234567890',
};
const ratings: Record<string, number> = { Reviewer1: 5, Reviewer2: 4 };
/** The colour of the stars is how one sees which version answered; version 1 shows none. */
const colors: Record<string, string | undefined> = { v2: 'black', v3: 'red' };
const texts: Record<string, string> = {
  Reviewer1: 'Twins, mistaken for each other, and nobody is bored for a minute.',
  Reviewer2: 'Light and quick; the deeper plays can wait until tomorrow.',
};

type Fetch = (service: string, path: string) => string | undefined;

const html = (body: string): PortAnswer =>
  textAnswer(
    `<!DOCTYPE html>\n<html>\n  <head>\n    <title>Simple Bookstore App</title>\n  </head>\n  <body>${body}</body>\n</html>\n`,
    'text/html; charset=utf-8',
  );

function detailsHtml(fetch: Fetch): string {
  const found = fetch('details', '/details/0');
  if (!found) return '<h4>Error fetching product details!</h4>';
  const rows = Object.entries(JSON.parse(found)).map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`);
  return `<h4>Book Details</h4><dl>${rows.join('')}</dl>`;
}

function reviewsHtml(fetch: Fetch): string {
  const found = fetch('reviews', '/reviews/0');
  if (!found) return '<h4>Error fetching product reviews!</h4>';
  const { reviews } = JSON.parse(found) as {
    reviews: {
      reviewer: string;
      text: string;
      rating?: { stars?: number; color?: string; error?: string };
    }[];
  };
  const quotes = reviews.map(({ reviewer, text, rating }) => {
    const stars = '★'.repeat(rating?.stars ?? 0);
    const shown = stars ? `<font color="${rating?.color}">${stars}</font>` : (rating?.error ?? '');
    return `<blockquote><p>${text}</p><small>${reviewer}</small> ${shown}</blockquote>`;
  });
  return `<h4>Book Reviews</h4>${quotes.join('')}`;
}

function productPage(path: string, fetch: Fetch): PortAnswer | undefined {
  switch (path) {
    case '/health':
      return textAnswer('Product page is healthy');
    case '/':
    case '/index.html':
      return html('<p><a href="/productpage">Normal user</a></p>');
    case '/productpage':
      return html(
        `<h3>${product.title}</h3><p>${product.descriptionHtml}</p>${detailsHtml(fetch)}${reviewsHtml(fetch)}`,
      );
    case '/login':
    case '/logout':
      return { status: 302, headers: { location: '/productpage' }, body: '' };
    case '/api/v1/products':
      return jsonAnswer([product]);
    case '/api/v1/products/0':
      return jsonAnswer(details);
    case '/api/v1/products/0/reviews':
      return jsonAnswer(JSON.parse(fetch('reviews', '/reviews/0') ?? '{}'));
    default:
      return undefined;
  }
}

function reviewsPage(path: string, version: string, fetch: Fetch): PortAnswer | undefined {
  if (path === '/health') return jsonAnswer({ status: 'Reviews is healthy' });
  if (!/^\/reviews\/\d+$/.test(path)) return undefined;
  const color = colors[version];
  const found = color ? fetch('ratings', '/ratings/0') : undefined;
  const stars = found ? (JSON.parse(found) as { ratings: Record<string, number> }).ratings : undefined;
  const ratingOf = (reviewer: string) => {
    if (!color) return {};
    const rating = stars
      ? { stars: stars[reviewer], color }
      : { error: 'Ratings service is currently unavailable' };
    return { rating };
  };
  const reviews = Object.entries(texts).map(([reviewer, text]) => ({
    reviewer,
    text,
    ...ratingOf(reviewer),
  }));
  return jsonAnswer({ id: '0', reviews });
}

function answer(role: string, version: string, path: string, fetch: Fetch): PortAnswer | undefined {
  if (role === 'productpage') return productPage(path, fetch);
  if (role === 'reviews') return reviewsPage(path, version, fetch);
  if (path === '/health') return jsonAnswer({ status: `${role} is healthy` });
  if (role === 'details' && path.startsWith('/details/')) return jsonAnswer(details);
  if (role === 'ratings' && path.startsWith('/ratings/')) return jsonAnswer({ id: 0, ratings });
  return undefined;
}

/** One of the four services of Bookinfo. */
export const bookinfo =
  (mesh: Mesh, role: string): StartProgram =>
  (process) => {
    const { namespace = '', labels = {} } = process.pod().metadata;
    const fetch: Fetch = (service, path) =>
      mesh.request(
        { namespace, service, port },
        { method: 'GET', path, headers: { host: `${service}:${port}` } },
      )?.answer.body;
    const handle: PortHandler = (request: PortRequest) => {
      const path = pathOf(request.path);
      const found = answer(role, labels.version ?? 'v1', path, fetch) ?? notFoundAnswer;
      process.log(`127.0.0.1 - - "${request.method} ${request.path} HTTP/1.1" ${found.status} -`);
      return found;
    };
    process.log(` * ${role} is listening on port ${port}`);
    // Python, Ruby and Java take longer to let go than a Go program.
    return { listens: (wanted) => (wanted === port ? handle : undefined), stopping: 2_000 };
  };
