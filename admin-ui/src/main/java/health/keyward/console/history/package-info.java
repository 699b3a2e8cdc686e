/** Login history: every attempt, filtered by what the address bar says. */
@NullMarked
package health.keyward.console.history;

import org.jspecify.annotations.NullMarked;
