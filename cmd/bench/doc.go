// Command bench measures the whole product on one machine: it starts a real
// redis-server, a stub of the platform's API and `minqing serve` on a disk that
// syncs, sends encrypted callbacks from its own sender, and puts the figures
// beside those of a bare silenceper echo handler that the same sender drives in
// the same run. `bench alert` measures how soon the rescue team is called once the
// place of a sighting is known. See docs/benchmarks.md for what the figures mean.
//
// Everything stays on the loopback interface, ends in bounded time, and every
// process and file it made is gone at the end. It runs on Linux: the CPU and
// memory of the processes are read from /proc.
package main
