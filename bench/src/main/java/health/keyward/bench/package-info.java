/** Benchmarks that put two things side by side and say whether a gate holds. */
@NullMarked
package health.keyward.bench;

import org.jspecify.annotations.NullMarked;
