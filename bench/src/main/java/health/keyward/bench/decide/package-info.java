/** What a decision costs. */
@NullMarked
package health.keyward.bench.decide;

import org.jspecify.annotations.NullMarked;
