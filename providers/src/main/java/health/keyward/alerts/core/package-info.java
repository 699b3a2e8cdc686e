/** The rule: what is said about findings that came, changed or went. */
@NullMarked
package health.keyward.alerts.core;

import org.jspecify.annotations.NullMarked;
