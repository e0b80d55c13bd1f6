/** As much of autocannon 9 as the measures use; it brings no types of its own. */
declare module "autocannon" {
  type Request = { method: string; path: string; headers: Record<string, string>; body?: string };
  type Options = {
    url: string;
    connections: number;
    amount: number;
    /** Seconds. */
    timeout: number;
    setupClient: (client: { setRequests(requests: Request[]): void }) => void;
  };
  type Result = {
    errors: number;
    timeouts: number;
    statusCodeStats: Record<string, { count: number }>;
    /** Milliseconds. */
    latency: { p50: number; p99: number };
  };
  interface Run extends PromiseLike<Result> {
    on(event: "start" | "response", listener: () => void): this;
  }
  export default function autocannon(options: Options): Run;
}
