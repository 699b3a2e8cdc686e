/** The same events for both sides: made once, by the database itself, from a formula, so that every run has the same. */
@NullMarked
package health.keyward.bench.data;

import org.jspecify.annotations.NullMarked;
