import { type Answer, json } from '../shared/http.ts';
import { get } from './get.ts';

interface Reviews {
  reviews: { reviewer: string; text: string; rating?: { stars?: number; color?: string; error?: string } }[];
}

const PRODUCT = {
  id: 0,
  title: 'The Comedy of Errors',
  descriptionHtml: 'A comedy by William Shakespeare, one of his earliest and shortest.',
};

export async function productpage(path: string): Promise<Answer | undefined> {
  switch (path) {
    case '/health':
      return { body: 'Product page is healthy' };
    case '/':
    case '/index.html':
      return html('<p><a href="/productpage">Normal user</a></p>');
    case '/productpage':
      return html(
        `<h3>${PRODUCT.title}</h3><p>${PRODUCT.descriptionHtml}</p>${await details()}${await reviews()}`,
      );
    case '/login':
    case '/logout':
      return { status: 302, headers: { location: '/productpage' }, body: '' };
    case '/api/v1/products':
      return json([PRODUCT]);
    case '/api/v1/products/0':
      return json((await get('http://details:9080/details/0')) ?? { error: 'unavailable' });
    case '/api/v1/products/0/reviews':
      return json((await get('http://reviews:9080/reviews/0')) ?? { error: 'unavailable' });
    default:
      return undefined;
  }
}

async function details(): Promise<string> {
  const found = await get<Record<string, unknown>>('http://details:9080/details/0');
  if (!found) return '<h4>Error fetching product details!</h4>';
  const rows = Object.entries(found).map(([name, value]) => `<dt>${name}</dt><dd>${value}</dd>`);
  return `<h4>Book Details</h4><dl>${rows.join('')}</dl>`;
}

async function reviews(): Promise<string> {
  const found = await get<Reviews>('http://reviews:9080/reviews/0');
  if (!found) return '<h4>Error fetching product reviews!</h4>';
  const quotes = found.reviews.map(({ reviewer, text, rating }) => {
    const stars = rating?.stars
      ? `<font color="${rating.color}">${'★'.repeat(rating.stars)}</font>`
      : (rating?.error ?? '');
    return `<blockquote><p>${text}</p><small>${reviewer}</small> ${stars}</blockquote>`;
  });
  return `<h4>Book Reviews</h4>${quotes.join('')}`;
}

function html(body: string): Answer {
  return {
    type: 'text/html; charset=utf-8',
    body: `<!DOCTYPE html>\n<html>\n  <head>\n    <title>Simple Bookstore App</title>\n  </head>\n  <body>${body}</body>\n</html>\n`,
  };
}
