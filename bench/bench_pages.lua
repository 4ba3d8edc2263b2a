-- What wrk asks as a browser would, and what it tells in the end: one line of JSON.
wrk.headers["accept"] = "text/html"
wrk.headers["accept-encoding"] = "gzip"

function done(summary, latency)
  local failed = summary.errors.connect + summary.errors.read + summary.errors.write + summary.errors.status
      + summary.errors.timeout
  io.write(string.format('\n{"p95_ms": %.1f, "worst_ms": %.1f, "per_second": %d, "failed": %d}\n',
    latency:percentile(95) / 1000, latency.max / 1000, summary.requests / (summary.duration / 1e6), failed))
end
