/** What is installed where no release was named; as with `openChapter`, a version stands for our own manifests of it. */
export { chapterVersion as defaultRelease } from '../istio/own-manifests.ts';
