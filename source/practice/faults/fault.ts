/** One thing that goes wrong for as long as it is switched on. What it broke heals as it would on a real cluster, in its own time. */
export interface Fault {
  on(): void;
  off(): void;
}
