/** What the console costs per administrator. */
@NullMarked
package health.keyward.bench.console;

import org.jspecify.annotations.NullMarked;
