/** Of the releases before istiod, 1.0 to 1.4. */
export const isChapters = (image: string): boolean => /:(release-)?1\.[0-4](\D|$)/.test(image);
