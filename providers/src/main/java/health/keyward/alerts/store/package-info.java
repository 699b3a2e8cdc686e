/** What was said. */
@NullMarked
package health.keyward.alerts.store;

import org.jspecify.annotations.NullMarked;
