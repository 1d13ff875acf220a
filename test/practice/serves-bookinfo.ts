/** Tells whether the sample's page is served there. Once a cluster has given a port back, the gateway of another test may have it. */
export async function servesBookinfo(url: string): Promise<boolean> {
  const page = await fetch(url).then(
    (answer) => answer.text(),
    () => '',
  );
  return page.includes('<title>Simple Bookstore App</title>');
}
