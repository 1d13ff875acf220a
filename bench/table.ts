/** One thing that was measured: ours first, then the peers. */
export interface Row {
  what: string;
  unit: string;
  /** More is better; absent: less is. */
  more?: boolean;
  values: { name: string; value: number }[];
}

const figure = (value: number, unit: string): string => {
  if (Number.isNaN(value)) return '-';
  const shown = unit === 's' ? value.toFixed(2) : Math.round(value).toLocaleString('en');
  return unit && unit !== '/s' ? `${shown} ${unit}` : shown;
};

/** The table as Markdown: ours, and each peer with how much of it ours is. */
export function markdown(rows: readonly Row[]): string {
  const lines = ['| what | hoist | beside it | ratio |', '| --- | ---: | --- | ---: |'];
  for (const { what, unit, values, more } of rows) {
    const [ours, ...peers] = values;
    if (!ours) continue;
    const beside = peers.map(({ name, value }) => `${name} ${figure(value, unit)}`).join(', ');
    const ratios = peers.map(({ value }) => (value > 0 ? (ours.value / value).toFixed(2) : '-')).join(', ');
    lines.push(
      `| ${what}${more ? ' (more is better)' : ''} | ${figure(ours.value, unit)} | ${beside} | ${ratios} |`,
    );
  }
  return lines.join('\n');
}
